import { useText } from '../../i18n/i18n.js';
import { Box, Seconds } from '../kit.js';
import type { PartProps } from '../QueueForm.js';
import type { Named } from '../setup.api.js';

/** Teams that are asked first, and for how long they alone. */
export function TeamChoice({ queue, teams, edit }: Pick<PartProps, 'queue' | 'edit'> & { teams: readonly Named[] }) {
  const t = useText();
  const chosen = queue.teams ?? [];
  const choose = (id: string, on: boolean) => {
    const next = on ? [...chosen, id] : chosen.filter((one) => one !== id);
    edit({ teams: next.length === 0 ? undefined : next });
  };
  return (
    <>
      <fieldset className="field">
        <legend className="label">{t('setup.f.teams')}</legend>
        <div className="row tight">
          {teams.map(({ id, name }) => (
            <Box key={id} label={name} checked={chosen.includes(id)} onChange={(on) => choose(id, on)} />
          ))}
        </div>
      </fieldset>
      {chosen.length > 0 && (
        <div className="fields">
          <Seconds
            path="teamsMs"
            label={t('setup.f.teamsMs')}
            value={queue.teamsMs ?? 20_000}
            onChange={(teamsMs) => edit({ teamsMs })}
          />
        </div>
      )}
    </>
  );
}

import { type FormEvent, useState } from 'react';
import { LANGUAGES, type Language, ROLES, type Role } from '#common/contracts/words.js';
import { LANGUAGE_NAMES } from '../app/Look.js';
import { siteNames } from '../app/site-names.js';
import { explain } from '../auth/api.error.js';
import { useText } from '../i18n/i18n.js';
import { Notice } from '../ui/Pieces.js';
import { useStore } from '../ui/store.js';
import { saveUser, type User } from './admin.api.js';
import { skillsIn, skillsText } from './skills.js';

export function UserFields({ user, onSaved, onCancel }: { user?: User; onSaved: () => void; onCancel: () => void }) {
  const t = useText();
  const { teams } = useStore(siteNames);
  const [trouble, setTrouble] = useState<string>();
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    try {
      await saveUser(user?.id, {
        user: said('user'),
        name: said('name'),
        roles: form.getAll('roles') as Role[],
        team: said('team'),
        skills: skillsIn(said('skills')),
        languages: form.getAll('languages') as Language[],
        phoneUri: said('phone') || null,
        disabled: form.has('disabled'),
        ...(form.get('password') ? { password: String(form.get('password')) } : {}),
      });
      onSaved();
    } catch (error) {
      setTrouble(explain(error));
    }
  };
  const field = (name: string, label: string, value: string, hint?: string, more: Record<string, unknown> = {}) => (
    <div className="field">
      <label htmlFor={`u-${name}`}>{label}</label>
      <input
        id={`u-${name}`}
        name={name}
        className="input"
        defaultValue={value}
        autoComplete="off"
        aria-describedby={hint ? `u-${name}-hint` : undefined}
        {...more}
      />
      {hint && (
        <span className="hint" id={`u-${name}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
  const boxes = (
    name: string,
    label: string,
    options: readonly (readonly [string, string])[],
    chosen: readonly string[],
  ) => (
    <fieldset className="field">
      <legend className="label">{label}</legend>
      <div className="row tight">
        {options.map(([value, text]) => (
          <label key={value} className="box">
            <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
  return (
    <form className="stack" onSubmit={save}>
      {field('name', t('admin.name'), user?.name ?? '', undefined, { required: true, maxLength: 120 })}
      {field('user', t('admin.user'), user?.user ?? '', undefined, {
        required: true,
        maxLength: 80,
        autoCapitalize: 'none',
      })}
      {field(
        'password',
        t(user ? 'admin.password.new' : 'admin.password'),
        '',
        t(user ? 'admin.password.keep' : 'admin.password.hint'),
        {
          type: 'password',
          autoComplete: 'new-password',
          minLength: 12,
          maxLength: 256,
          required: !user,
        },
      )}
      {boxes(
        'roles',
        t('admin.roles'),
        ROLES.map((role) => [role, t(`role.${role}`)] as const),
        user?.roles ?? ['agent'],
      )}
      <div className="field">
        <label htmlFor="u-team">{t('admin.team')}</label>
        <select id="u-team" name="team" className="input" defaultValue={user?.team}>
          {Object.entries(teams).map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {field('skills', t('admin.skills'), skillsText(user?.skills ?? {}), t('admin.skills.hint'))}
      {boxes(
        'languages',
        t('admin.languages'),
        LANGUAGES.map((tag) => [tag, LANGUAGE_NAMES[tag]] as const),
        user?.languages ?? ['en'],
      )}
      {field('phone', t('admin.phone'), user?.phoneUri ?? '', t('admin.phone.hint'), { maxLength: 200 })}
      {user && (
        <label className="box">
          <input type="checkbox" name="disabled" defaultChecked={user.disabled} />
          {t('admin.disabled')}
        </label>
      )}
      {trouble && (
        <Notice tone="bad" live="now">
          {trouble}
        </Notice>
      )}
      <div className="row">
        <button type="submit" className="button primary">
          {t('app.save')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('app.cancel')}
        </button>
      </div>
    </form>
  );
}

import { useRef, useState } from 'react';
import { LANGUAGES, type Language } from '#common/contracts/words.js';
import { LANGUAGE_NAMES } from '../app/Look.js';
import { explain } from '../auth/api.error.js';
import { api, apiResponse } from '../auth/api.js';
import { clock } from '../i18n/format.js';
import { useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Card, Notice, TableFrame, type Tone } from '../ui/Pieces.js';
import { useLoad } from '../ui/useLoad.js';
import { type PromptFile, readPrompts } from './admin.api.js';

/** The prompts that the flows name, in each language: to hear, and to replace by a file. */
export function Prompts() {
  const t = useText();
  const loaded = useLoad('prompts', readPrompts);
  const byId = Map.groupBy(loaded.value ?? [], ({ id }) => id);
  const [said, setSaid] = useState<{ tone: Tone; text: string }>();
  const run = async (work: () => Promise<void>, done?: string) => {
    try {
      await work();
      setSaid(done ? { tone: 'good', text: done } : undefined);
    } catch (error) {
      setSaid({ tone: 'bad', text: explain(error) });
    }
  };
  const listen = (path: string) =>
    run(async () => {
      const sound = new Audio(URL.createObjectURL(await (await apiResponse(path)).blob()));
      sound.onended = () => URL.revokeObjectURL(sound.src);
      await sound.play();
    });
  const replace = (path: string, file: File) =>
    run(async () => {
      await api(path, { method: 'PUT', file, headers: { 'content-type': 'audio/wav' } });
      loaded.again();
    }, t('admin.uploaded'));
  return (
    <div className="stack">
      <p className="muted">{t('admin.prompts.lead')}</p>
      <LoadNotice loaded={loaded} />
      {said && (
        <Notice tone={said.tone} live="polite">
          {said.text}
        </Notice>
      )}
      {loaded.value && (
        <Card id="prompts" title={t('admin.prompts')} flush>
          <TableFrame label={t('admin.prompts')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('admin.prompt')}</th>
                  {LANGUAGES.map((tag) => (
                    <th key={tag} scope="col">
                      {LANGUAGE_NAMES[tag]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {[...byId].map(([prompt, files]) => (
                  <tr key={prompt}>
                    <th scope="row">{prompt}</th>
                    {LANGUAGES.map((tag) => (
                      <td key={tag}>
                        <PromptCell
                          prompt={prompt}
                          language={tag}
                          file={files.find(({ language }) => language === tag)}
                          onListen={listen}
                          onReplace={replace}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        </Card>
      )}
    </div>
  );
}

function PromptCell({
  prompt,
  language,
  file,
  onListen,
  onReplace,
}: {
  prompt: string;
  language: Language;
  file: PromptFile | undefined;
  onListen: (path: string) => Promise<void>;
  onReplace: (path: string, file: File) => Promise<void>;
}) {
  const t = useText();
  const chooser = useRef<HTMLInputElement>(null);
  const path = `/api/v1/prompts/${language}/${encodeURIComponent(prompt)}`;
  const about = `${prompt}, ${LANGUAGE_NAMES[language]}`;
  return (
    <div className="row tight">
      {file && <span className="figures muted small">{clock(file.durationMs)}</span>}
      {file && (
        <button
          type="button"
          className="button small quiet"
          aria-label={`${t('admin.listen')}: ${about}`}
          onClick={() => void onListen(path)}
        >
          <Icon name="play" />
          {t('admin.listen')}
        </button>
      )}
      <button
        type="button"
        className="button small quiet"
        aria-label={`${t('admin.upload')} ${about}`}
        onClick={() => chooser.current?.click()}
      >
        {t('admin.upload')}
      </button>
      <input
        ref={chooser}
        type="file"
        accept="audio/wav,.wav"
        hidden
        aria-label={about}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          if (chosen) void onReplace(path, chosen);
        }}
      />
    </div>
  );
}

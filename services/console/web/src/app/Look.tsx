import { chooseLanguage, LANGUAGES, type Language, useLanguage, useText } from '../i18n/i18n.js';
import { chooseTheme, THEMES, type Theme, useTheme } from '../ui/theme.js';

/** Each language in its own name, so that whoever is lost finds hers. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', pl: 'Polski', ru: 'Русский' };

/** Language and light or dark. */
export function LookMenu() {
  const t = useText();
  const language = useLanguage();
  const theme = useTheme();
  return (
    <div className="row tight look">
      <label>
        <span className="visually-hidden">{t('app.language')}</span>
        <select
          className="input"
          value={language}
          onChange={(event) => void chooseLanguage(event.target.value as Language)}
        >
          {LANGUAGES.map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {LANGUAGE_NAMES[tag]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="visually-hidden">{t('app.theme')}</span>
        <select className="input" value={theme} onChange={(event) => chooseTheme(event.target.value as Theme)}>
          {THEMES.map((name) => (
            <option key={name} value={name}>
              {t(`app.theme.${name}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

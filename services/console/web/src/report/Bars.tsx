import { timeOfDay } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';

const WIDTH = 960;
const HEIGHT = 160;

/** Answered and abandoned over the day. The table below says the same in numbers, so the drawing has one sentence for those who do not see it. */
export function Bars({ slots }: { slots: { at: number; answered: number; abandoned: number }[] }) {
  const t = useText();
  const language = useLanguage();
  const most = Math.max(4, ...slots.map(({ answered, abandoned }) => answered + abandoned));
  const wide = WIDTH / slots.length;
  const high = (count: number) => (count / most) * HEIGHT;
  const every = Math.max(1, Math.round(slots.length / 12));
  const sum = (field: 'answered' | 'abandoned') => slots.reduce((total, slot) => total + slot[field], 0);
  return (
    <figure className="bars">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 22}`}
        role="img"
        aria-label={t('report.chart', { answered: sum('answered'), abandoned: sum('abandoned') })}
      >
        {[0.5, 1].map((part) => (
          <g key={part}>
            <line
              x1="0"
              x2={WIDTH}
              y1={HEIGHT - HEIGHT * part + 0.5}
              y2={HEIGHT - HEIGHT * part + 0.5}
              className="bars-grid"
            />
            <text x={WIDTH} y={HEIGHT - HEIGHT * part + 12} textAnchor="end">
              {Math.round(most * part)}
            </text>
          </g>
        ))}
        {slots.map(({ at, answered, abandoned }, index) => (
          <g key={at} transform={`translate(${index * wide} 0)`}>
            <title>{t('report.bar', { time: timeOfDay(at, language), answered, abandoned })}</title>
            <rect width={wide} height={HEIGHT} className="bars-hit" />
            <rect
              x={wide * 0.14}
              width={wide * 0.72}
              y={HEIGHT - high(answered)}
              height={high(answered)}
              className="bars-answered"
            />
            <rect
              x={wide * 0.14}
              width={wide * 0.72}
              y={HEIGHT - high(answered) - high(abandoned)}
              height={high(abandoned)}
              className="bars-abandoned"
            />
            {index % every === 0 && (
              <text x={wide / 2} y={HEIGHT + 16} textAnchor="middle">
                {timeOfDay(at, language)}
              </text>
            )}
          </g>
        ))}
        <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="bars-base" />
      </svg>
      <figcaption className="row small">
        <span className="key answered">{t('report.answered')}</span>
        <span className="key abandoned">{t('report.abandoned')}</span>
      </figcaption>
    </figure>
  );
}

import { useEffect, useState } from 'react';
import { type QueueFigures, readDay } from '../report/report.api.js';

export interface Today {
  all: QueueFigures | null;
  byQueue: Record<string, QueueFigures>;
}
const AGAIN_MS = 15_000;

/** Today's figures by queue, renewed now and then; undefined while they are not known. */
export function useToday(): Today | undefined {
  const [today, setToday] = useState<Today>();
  useEffect(() => {
    const read = () => {
      void readDay({ step: 30 })
        .then(({ queues }) => {
          setToday({ all: queues.total, byQueue: Object.fromEntries(queues.totals.map((row) => [row.key!, row])) });
        })
        .catch(() => undefined);
    };
    read();
    const timer = setInterval(read, AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return today;
}

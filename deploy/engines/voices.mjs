/** @type {Record<string, { voice: string, rate: number }>} espeak-ng voices; words a minute */
export const VOICES = {
  en: { voice: 'en-gb+f2', rate: 155 },
  pl: { voice: 'pl+f2', rate: 150 },
  ru: { voice: 'ru+f2', rate: 145 },
};

/** Formats each prompt is kept in, so that playing one costs no transcoding: SoX' arguments by file extension. */
export const FORMATS = {
  alaw: ['-t', 'al', '-r', '8000', '-c', '1'],
  ulaw: ['-t', 'ul', '-r', '8000', '-c', '1'],
  sln16: ['-t', 'raw', '-e', 'signed', '-b', '16', '-r', '16000', '-c', '1'],
};

/** Takes the boom and the whistle out of the synthetic voice, evens it and leaves a breath at both ends. */
export const EFFECTS = [
  'highpass',
  '150',
  'lowpass',
  '6500',
  'compand',
  '0.02,0.15',
  '6:-60,-60,-30,-14,0,-8',
  '-2',
  'norm',
  '-4',
  'pad',
  '0.12',
  '0.25',
];

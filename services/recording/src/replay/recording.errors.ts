import { notFound, SpillwayError } from '#common/errors/errors.js';

export const noSuchRecording = () =>
  notFound(
    'RECORDING.NOT_FOUND',
    'There is no such recording.',
    'It may belong to another tenant, or the address is wrong.',
  );
export const notPlayable = (state: string) =>
  new SpillwayError('RECORDING.NOT_PLAYABLE', `This recording cannot be played: it is ${state}.`, {
    blame: 'caller',
    status: 409,
    hint:
      state === 'deleted'
        ? 'Its retention time is over.'
        : 'A call that is still on can be played a moment after it ends.',
  });
export const badRange = (length: number) =>
  new SpillwayError('RECORDING.BAD_RANGE', `The recording has ${length} bytes; the range asked for lies outside.`, {
    blame: 'caller',
    status: 416,
  });

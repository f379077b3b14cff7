import { createStore } from '../ui/store.js';

/** Chosen devices; empty means the system's own choice. */
export interface Devices {
  microphone: string;
  speaker: string;
}
const KEPT = 'spillway.devices';

export const devices = createStore<Devices>(restore());
export function chooseDevice(kind: keyof Devices, id: string): void {
  devices.set((before) => ({ ...before, [kind]: id }));
  localStorage.setItem(KEPT, JSON.stringify(devices.get()));
}

export interface FoundDevices {
  microphones: MediaDeviceInfo[];
  speakers: MediaDeviceInfo[];
}
/** Names are empty until the microphone was allowed. */
export async function findDevices(): Promise<FoundDevices> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return {
    microphones: all.filter(({ kind }) => kind === 'audioinput'),
    speakers: all.filter(({ kind }) => kind === 'audiooutput'),
  };
}

/** `ideal`, not `exact`: a headset that was unplugged must not cost the call. */
export const microphoneWanted = (): MediaTrackConstraints => ({
  ...(devices.get().microphone ? { deviceId: { ideal: devices.get().microphone } } : {}),
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
});

export type MicrophoneTrouble = 'denied' | 'none' | 'busy' | 'insecure';
/** Throws MicrophoneTrouble. */
export async function openMicrophone(): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw 'insecure' satisfies MicrophoneTrouble;
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: microphoneWanted() });
  } catch (error) {
    const { name } = error as Error;
    const trouble: MicrophoneTrouble =
      name === 'NotFoundError' ? 'none' : name === 'NotReadableError' ? 'busy' : 'denied';
    throw trouble;
  }
}

/** Not every browser lets a page choose the speaker; then the system's one is used. */
export async function useSpeaker(element: HTMLAudioElement): Promise<void> {
  const { speaker } = devices.get();
  await element.setSinkId?.(speaker).catch(() => undefined);
}

function restore(): Devices {
  try {
    return { microphone: '', speaker: '', ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Devices>) };
  } catch {
    return { microphone: '', speaker: '' };
  }
}

import type { Language, Role } from '#common/contracts/words.js';
import { api } from '../auth/api.js';

/** A person as directory lists her. `phoneUri` null: she talks in the browser. */
export interface User {
  id: string;
  user: string;
  name: string;
  roles: Role[];
  team: string;
  skills: Record<string, number>;
  languages: Language[];
  phoneUri: string | null;
  disabled: boolean;
}
export type UserForm = Omit<User, 'id'> & { password?: string };

const list = async <T>(kind: string, signal?: AbortSignal): Promise<T[]> =>
  (await api<{ items: T[] }>(`/api/v1/${kind}`, { signal })).items;
export const readUsers = (signal?: AbortSignal) => list<User>('users', signal);
export const saveUser = (id: string | undefined, form: UserForm): Promise<User> =>
  api(id ? `/api/v1/users/${id}` : '/api/v1/users', { method: id ? 'PUT' : 'POST', body: form });

/** One prompt in one language as the callers hear it. */
export interface PromptFile {
  language: Language;
  id: string;
  durationMs: number;
}
export const readPrompts = async (signal?: AbortSignal): Promise<PromptFile[]> =>
  (await api<{ prompts: PromptFile[] }>('/api/v1/prompts', { signal })).prompts;

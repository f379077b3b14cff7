import { app } from './app.js';
import { callus } from './callus.js';
import { desk } from './desk.js';

export const ru = { ...app, ...callus, ...desk };

import { app } from './app.js';
import { desk } from './desk.js';

export const ru = { ...app, ...desk };

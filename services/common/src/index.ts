export { runService } from './run.js';

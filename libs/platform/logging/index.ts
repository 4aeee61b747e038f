/** One log of JSON lines for the process; what is secret or personal is never given to it. */
export { log, nestLogger, requestLog, setLogLevel } from './logging.ts';

import { serveWorker } from './service.ts';

await serveWorker(process.env);

import { z } from 'zod';
import { scriptSchema } from '../engine/messages.ts';

export const floorOrderSchema = z.object({ databaseUrl: z.string(), script: scriptSchema });

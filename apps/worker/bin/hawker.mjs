#!/usr/bin/env node
/** `hawker` as a command of its own: nothing but its own output, which `pnpm run` would put a headline over. */
import { register } from 'tsx/esm/api';

register();
await import('../src/cli/main.ts');

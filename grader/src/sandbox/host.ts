/**
 * The process in which student code runs: `node [flags] host.js STAGE_DIR ENTRY [PROBES]`.
 */
import { serve } from './serve.ts';

serve({ import: (url) => import(url), runtime: (url) => import(url) });

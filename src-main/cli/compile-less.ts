import { setFlagsFromString } from 'node:v8';

/*
 * A command is a process of its own and often over within seconds. As it comes, the engine of JavaScript then spends a
 * third of a study's processor time on optimising functions that are hardly called again. It does so here after four
 * times as much work of a function, and with less of what a function calls copied into it; what runs for long is as
 * fast as ever. To be imported before anything else, since each thread takes the flags as it starts.
 */
setFlagsFromString('--interrupt-budget=540000');
setFlagsFromString('--max-inlined-bytecode-size-cumulative=400');

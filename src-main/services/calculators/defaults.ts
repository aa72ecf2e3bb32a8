/** The shipped default scenario: where a calculator takes what its caller leaves out (W-67). */
export { default as SCENARIO } from '../../../resources/default-scenario.json' with { type: 'json' };

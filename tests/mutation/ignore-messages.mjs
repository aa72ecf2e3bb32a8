import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

/**
 * Leaves out what an error says in words: arguments of `new …Error(…)` but its code. Which words a message uses is no
 * rule of the plan; that an error is thrown, and with which code, is mutated like everything else.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'messages', {
    shouldIgnore({ node, parentPath }) {
      if (parentPath?.node.type !== 'NewExpression') return undefined;
      const { callee, arguments: given } = parentPath.node;
      if (!callee.name?.endsWith('Error')) return undefined;
      return given.indexOf(node) > 0 || callee.name === 'Error' ? 'words of an error' : undefined;
    },
  }),
];

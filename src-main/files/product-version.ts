import packageJson from '../../package.json' with { type: 'json' };

/** Version of the product, recorded with every run and migration. */
export const PRODUCT_VERSION: string = packageJson.version;

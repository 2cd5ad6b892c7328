/** The product's version, the same as in `package.json`: a packaged app has no such file to read. */
export const PRODUCT_VERSION = '0.1.0';

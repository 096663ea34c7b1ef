const { transformSync } = require('esbuild');

/** `transformerConfig` are further options of esbuild. */
exports.process = (source, path, { transformerConfig }) =>
  /\.mjs$|^\s*(import|export)\s/m.test(source)
    ? {
        code: transformSync(source, {
          format: 'cjs',
          sourcefile: path,
          target: 'node20',
          ...transformerConfig,
        }).code,
      }
    : { code: source };

const { transformSync } = require('esbuild');

exports.process = (source, path) =>
  /\.mjs$|^\s*(import|export)\s/m.test(source)
    ? { code: transformSync(source, { format: 'cjs', sourcefile: path, target: 'node20' }).code }
    : { code: source };

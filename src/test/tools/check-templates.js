// Says what Camunda Modeler would refuse in the element templates of the given files.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { validateAll } = createRequire(import.meta.url)('@bpmn-io/element-templates-validator');

let refused = 0;
for (const file of process.argv.slice(2)) {
  const { results } = validateAll(JSON.parse(readFileSync(file, 'utf8')));
  for (const { valid, errors, object } of results) {
    if (!valid) {
      refused++;
      console.log(`${file}: ${object.id}: ${errors.map(error => error.message).join('; ')}`);
    }
  }
}
process.exit(refused ? 1 : 0);

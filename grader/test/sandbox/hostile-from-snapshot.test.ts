/** What hostile.test.ts says of a host holds for one that starts from a snapshot too. */
import { startFromSnapshots } from './sandbox.ts';

startFromSnapshots();
require('./hostile.test.ts');

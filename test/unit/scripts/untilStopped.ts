import { ProcessGroup } from '../../host/processGroup';

/** A script that runs a program until it is stopped, as `npm start` does. */
new ProcessGroup(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
setInterval(() => undefined, 1000);
console.log('started');

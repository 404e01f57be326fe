'use strict';
// Loaded before the module of a utility process: gives it `process.parentPort`.
const { EventEmitter } = require('node:events');

const early = []; // what arrives before the module listens
const parentPort = new EventEmitter();
parentPort.postMessage = (message) => process.send(message);
parentPort.on('newListener', (event) => {
  if (event !== 'message') return;
  // After the listener is really there.
  queueMicrotask(() => early.splice(0).forEach((data) => parentPort.emit('message', { data, ports: [] })));
});
process.on('message', (data) => {
  if (parentPort.listenerCount('message') === 0) early.push(data);
  else parentPort.emit('message', { data, ports: [] });
});
process.once('disconnect', () => process.exit()); // the main process is gone
process.type = 'utility';
process.parentPort = parentPort;

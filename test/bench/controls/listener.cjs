'use strict';
// The least a program can do to listen: what the start-up time is compared with.
const http = require('node:http');

const server = http.createServer((request, response) => response.end());
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}/v1\n`));

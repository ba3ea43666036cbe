'use strict';
// The least a node:http server can do for the same bytes: read the body, send a prepared head and a prepared text.
// Argument: a JSON file with `answers`, each `{headers, body}`, which are sent in turn.
const http = require('node:http');
const { readFileSync } = require('node:fs');

const { answers } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let turn = 0;

const server = http.createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { headers, body } = answers[turn++ % answers.length];
    response.writeHead(200, headers);
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}/v1\n`));

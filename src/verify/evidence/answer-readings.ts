import type { Endpoint } from '../../contract/endpoints/endpoint.ts';
import type { AnswerReading } from './answer-reading.ts';
import { chatReading } from './chat-reading.ts';
import { embeddingsReading } from './embeddings-reading.ts';
import { responsesReading } from './responses-reading.ts';

const READINGS: Readonly<Record<string, AnswerReading>> = {
  responses: responsesReading,
  embeddings: embeddingsReading,
};

/** How the answers of an endpoint are read; those of one that is not known, as those of chat completions. */
export const readingOf = (endpoint: Endpoint | undefined): AnswerReading => READINGS[endpoint?.id ?? ''] ?? chatReading;

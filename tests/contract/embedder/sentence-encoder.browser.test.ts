// The real Universal Sentence Encoder lite.
import { loadSentenceEncoder } from '../../../src/engine/sentence-encoder/load.ts';
import { contractOfEmbedder } from './embedder-contract.ts';

contractOfEmbedder('Universal Sentence Encoder lite', loadSentenceEncoder);

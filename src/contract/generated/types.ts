// Generated from spec/ by `npm run generate`. Do not edit.
type KeysOf<U> = U extends unknown ? keyof U : never;
export type Tagged<U, K extends PropertyKey = KeysOf<U>> = U extends unknown ? U & {
    [N in Exclude<K, keyof U>]?: never;
} : never;
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description One turn of a conversation and its parameters.
         *
         *     **The order of the properties is normative**: if a body has several errors, the service reports only the first one in
         *     this order. The order matches the live service where it was observed.
         *
         *     This endpoint ignores unlisted keys, because gateways drop keys that they don't know. A profile may reject them.
         */
        ChatCompletionRequest: {
            /** @description Model id as listed by `GET /v1/models`, or an alias. */
            model: string;
            /** @description The conversation so far, oldest first. */
            messages: components["schemas"]["Message"][];
            /**
             * @deprecated
             * @description Former name of `tools`.
             */
            functions?: components["schemas"]["FunctionDefinition"][];
            /**
             * @deprecated
             * @description Former name of `tool_choice`.
             */
            function_call?: ("none" | "auto") | components["schemas"]["FunctionCallOption"];
            /** @description Tools that the model may call. */
            tools?: components["schemas"]["Tool"][];
            tool_choice?: components["schemas"]["ToolChoice"];
            /**
             * @description Whether a response may have several tool calls. Requires `tools`.
             * @default true
             */
            parallel_tool_calls?: boolean;
            /**
             * @deprecated
             * @description Former name of `max_completion_tokens`. A request that sets both is rejected.
             */
            max_tokens?: number | null;
            /** @description Maximum number of tokens to generate, including hidden reasoning. */
            max_completion_tokens?: number | null;
            /**
             * @description Number of choices to generate.
             * @default 1
             */
            n?: number | null;
            /** @description Up to four sequences at which generation stops. They aren't part of the response. */
            stop?: string | string[] | null;
            /**
             * @description Sampling temperature. 0 always picks the likeliest token.
             * @default 1
             */
            temperature?: number | null;
            /**
             * @description Probability mass considered for sampling.
             * @default 1
             */
            top_p?: number | null;
            /**
             * @description Penalizes tokens that have already been used.
             * @default 0
             */
            presence_penalty?: number | null;
            /**
             * @description Penalizes tokens in proportion to how often they have been used.
             * @default 0
             */
            frequency_penalty?: number | null;
            /** @description Values added to the logits of tokens. Keys are token ids as strings. */
            logit_bias?: {
                [key: string]: number;
            } | null;
            /**
             * @description Whether to return the log probability of each token.
             * @default false
             */
            logprobs?: boolean | null;
            /** @description Number of alternatives to return for each token. Requires `"logprobs": true`. */
            top_logprobs?: number | null;
            /**
             * @deprecated
             * @description Former name of `safety_identifier` and `prompt_cache_key`.
             */
            user?: string;
            /**
             * Format: int64
             * @deprecated
             * @description Seed for sampling. Repeated requests return the same result where possible.
             */
            seed?: number | null;
            response_format?: components["schemas"]["ResponseFormat"];
            /**
             * @description How much to reason before responding. Each model supports some of these values.
             * @enum {string|null}
             */
            reasoning_effort?: "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max" | null;
            /** @description Stable pseudonym of the end user. */
            safety_identifier?: string | null;
            /** @description How the prompt prefix is cached. */
            prompt_cache_options?: {
                /** @enum {string} */
                mode?: "implicit" | "explicit";
                /** @enum {string} */
                ttl?: "30m";
            };
            /** @description Groups requests that share a prompt prefix. */
            prompt_cache_key?: string | null;
            /**
             * @deprecated
             * @description How long a cached prefix is kept. Early clients send `in-memory` for `in_memory`.
             * @enum {string|null}
             */
            prompt_cache_retention?: "in_memory" | "in-memory" | "24h" | null;
            /**
             * @description Processing tier. The response names the tier that was used.
             * @enum {string|null}
             */
            service_tier?: "auto" | "default" | "flex" | "scale" | "priority" | "fast" | null;
            /**
             * @description Whether to stream the response. Only this key decides, not the `Accept` header
             *     (SDKs send `application/json` there for both kinds).
             * @default false
             */
            stream?: boolean | null;
            /** @description Requires `"stream": true`. */
            stream_options?: components["schemas"]["StreamOptions"] | null;
            /**
             * @description Whether to store the completion.
             * @default false
             */
            store?: boolean | null;
            /** @description Up to 16 key-value pairs, stored with the completion and echoed. */
            metadata?: {
                [key: string]: string;
            } | null;
            /** @description Content that the response is expected to repeat for the most part. */
            prediction?: {
                /** @constant */
                type: "content";
                content: string | components["schemas"]["TextPart"][];
            } | null;
            /** @description Whether to moderate the prompt, the response or both. */
            moderation?: {
                model: string;
                policy?: {
                    input?: components["schemas"]["ModerationPolicy"] | null;
                    output?: components["schemas"]["ModerationPolicy"] | null;
                } | null;
            } | null;
            /**
             * @description How verbose the response should be.
             * @enum {string|null}
             */
            verbosity?: "low" | "medium" | "high" | null;
            /** @description Voice and format of audio output. Required when `modalities` contains `audio`. */
            audio?: {
                voice: string | components["schemas"]["VoiceId"];
                /** @enum {string} */
                format: "wav" | "aac" | "mp3" | "flac" | "opus" | "pcm16";
            } | null;
            /** @description Requested output types. */
            modalities?: ("text" | "audio")[] | null;
            /** @description Searches the web before responding, if the model can. */
            web_search_options?: {
                /** @enum {string} */
                search_context_size?: "low" | "medium" | "high";
                user_location?: components["schemas"]["ApproximateLocation"] | null;
            };
        };
        /** @description A custom voice. */
        VoiceId: {
            id: string;
        };
        ModerationPolicy: {
            /** @enum {string} */
            mode: "score" | "block";
        };
        ApproximateLocation: {
            /** @constant */
            type: "approximate";
            approximate: {
                city?: string;
                country?: string;
                region?: string;
                timezone?: string;
            };
        };
        FunctionCallOption: {
            name: string;
        };
        StreamOptions: {
            /**
             * @description Whether to pad events to hide their length. On by default.
             * @default true
             */
            include_obfuscation?: boolean;
            /**
             * @description Whether to end the stream with a usage chunk that has no choices.
             * @default false
             */
            include_usage?: boolean;
        };
        /** @description A message, discriminated by `role`. */
        Message: Tagged<components["schemas"]["SystemMessage"] | components["schemas"]["AssistantMessage"] | components["schemas"]["UserMessage"] | components["schemas"]["FunctionMessage"] | components["schemas"]["ToolMessage"] | components["schemas"]["DeveloperMessage"]>;
        /** @description Instructions of the application's author. Replaces `system` for newer models. */
        DeveloperMessage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            role: "developer";
            content: components["schemas"]["TextContent"];
            name?: components["schemas"]["ParticipantName"];
        };
        /** @description Instructions of the application's author. */
        SystemMessage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            role: "system";
            content: components["schemas"]["TextContent"];
            name?: components["schemas"]["ParticipantName"];
        };
        /** @description Input of the user. */
        UserMessage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            role: "user";
            content: string | components["schemas"]["UserContentPart"][];
            name?: components["schemas"]["ParticipantName"];
        };
        /**
         * @description An earlier response of the model, unchanged. `content` is optional if the response wasn't text. Keys that only
         *     responses have (`annotations`, `reasoning_content`) are accepted, so a response can be sent back as it is.
         */
        AssistantMessage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            role: "assistant";
            content?: string | components["schemas"]["AssistantContentPart"][] | null;
            name?: components["schemas"]["ParticipantName"];
            refusal?: string | null;
            audio?: {
                id: string;
            } | null;
            tool_calls?: components["schemas"]["ToolCall"][];
            /** @deprecated */
            function_call?: components["schemas"]["FunctionCall"] | null;
            annotations?: components["schemas"]["Annotation"][] | null;
            reasoning_content?: string | null;
        };
        /** @description The result of a tool call. */
        ToolMessage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            role: "tool";
            content: string | components["schemas"]["ToolContentPart"][];
            /** @description The `id` of the tool call. */
            tool_call_id: string;
            /** @description Name of the tool. Sent by older clients and implied by the id of the call. */
            name?: string;
        };
        /**
         * @deprecated
         * @description Former version of the `tool` message.
         */
        FunctionMessage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            role: "function";
            content: string | null;
            name: string;
        };
        /** @description Distinguishes participants with the same role. */
        ParticipantName: string;
        TextContent: string | components["schemas"]["TextPart"][];
        /** @description A part of a user message, discriminated by `type`. */
        UserContentPart: Tagged<components["schemas"]["TextPart"] | components["schemas"]["ImagePart"] | components["schemas"]["AudioPart"] | components["schemas"]["FilePart"]>;
        /** @description A part of an earlier response. */
        AssistantContentPart: Tagged<components["schemas"]["TextPart"] | components["schemas"]["RefusalPart"]>;
        /** @description A part of a tool result. Only some models support images. */
        ToolContentPart: Tagged<components["schemas"]["TextPart"] | components["schemas"]["ImagePart"]>;
        TextPart: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "text";
            text: string;
            prompt_cache_breakpoint?: components["schemas"]["PromptCacheBreakpoint"];
        };
        ImagePart: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "image_url";
            image_url: {
                /** @description An `https:` URL, or a `data:` URL with a base64-encoded PNG, JPEG, GIF or WebP. */
                url: string;
                /** @enum {string} */
                detail?: "auto" | "low" | "high" | "original";
            };
            prompt_cache_breakpoint?: components["schemas"]["PromptCacheBreakpoint"];
        };
        AudioPart: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "input_audio";
            input_audio: {
                /** @description The base64-encoded recording. */
                data: string;
                /** @enum {string} */
                format: "wav" | "mp3";
            };
            prompt_cache_breakpoint?: components["schemas"]["PromptCacheBreakpoint"];
        };
        FilePart: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "file";
            file: {
                filename?: string;
                /** @description The file, as a `data:` URL. */
                file_data?: string;
                /** @description The id of an uploaded file. */
                file_id?: string;
            };
            prompt_cache_breakpoint?: components["schemas"]["PromptCacheBreakpoint"];
        };
        RefusalPart: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "refusal";
            refusal: string;
        };
        /** @description Marks the end of a cacheable prompt prefix. */
        PromptCacheBreakpoint: {
            /** @constant */
            mode: "explicit";
            /** @enum {string} */
            ttl?: "30m" | "12h";
        };
        /** @description A tool that the model may ask the client to run. */
        Tool: Tagged<components["schemas"]["FunctionTool"] | components["schemas"]["CustomTool"]>;
        /** @description A tool that takes a JSON object. */
        FunctionTool: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "function";
            function: components["schemas"]["FunctionDefinition"];
        };
        FunctionDefinition: {
            name: string;
            description?: string;
            /** @description JSON Schema of the arguments. Omitted if there are none. */
            parameters?: {
                [key: string]: unknown;
            };
            /**
             * @description Whether the arguments always match the schema, which is limited to a subset of JSON Schema.
             * @default false
             */
            strict?: boolean | null;
        };
        /** @description A tool that takes free-form text. */
        CustomTool: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "custom";
            custom: {
                name: string;
                description?: string;
                format?: components["schemas"]["CustomToolFormat"];
            };
        };
        CustomToolFormat: Tagged<components["schemas"]["CustomToolText"] | components["schemas"]["CustomToolGrammar"]>;
        CustomToolText: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "text";
        };
        CustomToolGrammar: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "grammar";
            grammar: {
                definition: string;
                /** @enum {string} */
                syntax: "lark" | "regex";
            };
        };
        /**
         * @description Whether tools are called: never, if useful, at least one, exactly the named one, or only some of the declared.
         *     Requires `tools`. By default, the model decides.
         */
        ToolChoice: ("none" | "auto" | "required") | components["schemas"]["ToolChoiceObject"];
        ToolChoiceObject: Tagged<components["schemas"]["AllowedToolsChoice"] | components["schemas"]["NamedFunctionChoice"] | components["schemas"]["NamedCustomChoice"]>;
        /** @description The name of a declared tool. */
        NamedTool: Tagged<components["schemas"]["NamedFunctionChoice"] | components["schemas"]["NamedCustomChoice"]>;
        NamedFunctionChoice: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "function";
            function: {
                name: string;
            };
        };
        NamedCustomChoice: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "custom";
            custom: {
                name: string;
            };
        };
        AllowedToolsChoice: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "allowed_tools";
            allowed_tools: {
                /** @enum {string} */
                mode: "auto" | "required";
                tools: components["schemas"]["NamedTool"][];
            };
        };
        /** @description The format of generated text. */
        ResponseFormat: Tagged<components["schemas"]["TextFormat"] | components["schemas"]["JsonObjectFormat"] | components["schemas"]["JsonSchemaFormat"]>;
        TextFormat: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "text";
        };
        /** @description Any JSON object. A message must contain the word "JSON". */
        JsonObjectFormat: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "json_object";
        };
        /** @description JSON that matches a schema. */
        JsonSchemaFormat: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "json_schema";
            json_schema: {
                name: string;
                description?: string;
                /** @description JSON Schema of the content. */
                schema?: {
                    [key: string]: unknown;
                };
                /** @default false */
                strict?: boolean | null;
            };
        };
        /** @description A tool call, discriminated by `type`. */
        ToolCall: Tagged<components["schemas"]["FunctionToolCall"] | components["schemas"]["CustomToolCall"]>;
        FunctionToolCall: {
            /** @description Generated by the service. The `tool` message refers to the call by this id. */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "function";
            function: components["schemas"]["FunctionCall"];
        };
        FunctionCall: {
            name: string;
            /** @description The arguments as a JSON string. A model may generate invalid JSON. */
            arguments: string;
        };
        CustomToolCall: {
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "custom";
            custom: {
                name: string;
                input: string;
            };
        };
        /** @description The source of a statement. */
        Annotation: {
            /** @constant */
            type: "url_citation";
            url_citation: {
                start_index: number;
                end_index: number;
                url: string;
                title: string;
            };
        };
        /**
         * @description Why the response ended: on its own or at a stop sequence, at the token limit, for tool calls, by the content
         *     filter, or for a function call (legacy).
         * @enum {string}
         */
        FinishReason: "stop" | "length" | "tool_calls" | "content_filter" | "function_call";
        /** @description A plain response. Keys are in the order in which the service sends them. */
        ChatCompletion: {
            /** @description Identifies the response. Starts with `chatcmpl-` unless the model searched the web. */
            id: string;
            /** @constant */
            object: "chat.completion";
            created: components["schemas"]["AnswerTime"];
            /** @description The model that responded, which may be a dated snapshot of the requested one. */
            model: string;
            choices: components["schemas"]["ChatCompletionChoice"][];
            usage?: components["schemas"]["Usage"] | null;
            /** @description The processing tier that was used. */
            service_tier?: string | null;
            /** @description Identifies the configuration of the service. Null for newer models. */
            system_fingerprint?: string | null;
            /** @description The metadata of a stored completion. */
            metadata?: {
                [key: string]: string;
            } | null;
            moderation?: components["schemas"]["Moderation"];
        };
        /** @description When the response was created, in Unix seconds. */
        AnswerTime: number;
        ChatCompletionChoice: {
            index: number;
            message: components["schemas"]["ChatCompletionMessage"];
            /** @description Null unless requested. Omitted by reasoning models. */
            logprobs?: components["schemas"]["ChoiceLogprobs"] | null;
            finish_reason: components["schemas"]["FinishReason"];
        };
        /** @description The message of the model. */
        ChatCompletionMessage: {
            /** @constant */
            role: "assistant";
            /** @description Null if the response isn't text, such as a tool call. */
            content: string | null;
            /** @description Visible reasoning, for models that return it. Not part of OpenAI's API. */
            reasoning_content?: string | null;
            /** @description Omitted if there are none. */
            tool_calls?: components["schemas"]["ToolCall"][];
            /** @deprecated */
            function_call?: components["schemas"]["FunctionCall"] | null;
            /** @description Why the model refuses, otherwise null. Older models omit the key. */
            refusal?: string | null;
            annotations?: components["schemas"]["Annotation"][] | null;
            audio?: components["schemas"]["AnswerAudio"] | null;
        };
        /** @description Audio output. */
        AnswerAudio: {
            id: string;
            expires_at: number;
            data: string;
            transcript: string;
        };
        ChoiceLogprobs: {
            content?: components["schemas"]["TokenLogprob"][] | null;
            refusal?: components["schemas"]["TokenLogprob"][] | null;
        };
        /** @description A token of the response, with its likeliest alternatives. */
        TokenLogprob: {
            token: string;
            /** @description Natural logarithm of the probability. -9999 means very unlikely. */
            logprob: number;
            bytes: components["schemas"]["TokenBytes"];
            top_logprobs: components["schemas"]["TopLogprob"][];
        };
        TopLogprob: {
            token: string;
            logprob: number;
            bytes: components["schemas"]["TokenBytes"];
        };
        /** @description UTF-8 bytes of the token, possibly part of a character. Null for a token without text. */
        TokenBytes: number[] | null;
        /** @description Billed tokens. Completion tokens include hidden reasoning. */
        Usage: {
            prompt_tokens: number;
            completion_tokens: number;
            total_tokens: number;
            prompt_tokens_details?: {
                cached_tokens?: components["schemas"]["TokenCount"];
                audio_tokens?: components["schemas"]["TokenCount"];
                text_tokens?: components["schemas"]["TokenCount"];
                image_tokens?: components["schemas"]["TokenCount"];
                cache_write_tokens?: components["schemas"]["TokenCount"];
            } | null;
            completion_tokens_details?: {
                reasoning_tokens?: components["schemas"]["TokenCount"];
                audio_tokens?: components["schemas"]["TokenCount"];
                accepted_prediction_tokens?: components["schemas"]["TokenCount"];
                rejected_prediction_tokens?: components["schemas"]["TokenCount"];
                text_tokens?: components["schemas"]["TokenCount"];
            } | null;
        };
        TokenCount: number;
        /** @description Moderation results that the request asked for. */
        Moderation: {
            input?: components["schemas"]["ModerationRating"];
            output?: components["schemas"]["ModerationRating"];
        } | null;
        ModerationRating: {
            /** @enum {string} */
            type: "moderation_results" | "error";
        } | null;
        /** @description A chunk of a streamed response. Keys are in the order in which the service sends them. */
        ChatCompletionChunk: {
            id: string;
            /** @constant */
            object: "chat.completion.chunk";
            created: components["schemas"]["AnswerTime"];
            model: string;
            service_tier?: string | null;
            system_fingerprint?: string | null;
            /** @description Empty in the usage chunk. */
            choices: components["schemas"]["ChunkChoice"][];
            /** @description Sent only with `stream_options.include_usage`, null in every chunk but one. */
            usage?: components["schemas"]["Usage"] | null;
            moderation?: components["schemas"]["Moderation"];
            /** @description Random letters and digits that hide the length of the chunk. Omitted if `stream_options.include_obfuscation` is false. */
            obfuscation?: string;
        };
        ChunkChoice: {
            index: number;
            delta: components["schemas"]["Delta"];
            /** @description Log probabilities of the tokens in this chunk. Omitted by reasoning models. */
            logprobs?: components["schemas"]["ChoiceLogprobs"] | null;
            /** @description Null until the last chunk of the choice. */
            finish_reason?: components["schemas"]["FinishReason"] | null;
        };
        /** @description The part of the message that this chunk adds. */
        Delta: {
            /** @constant */
            role?: "assistant";
            content?: string | null;
            /** @description A piece of the reasoning, before any content. */
            reasoning_content?: string | null;
            refusal?: string | null;
            tool_calls?: components["schemas"]["ToolCallDelta"][];
            /** @deprecated */
            function_call?: {
                name?: string;
                arguments?: string;
            };
            audio?: {
                id?: string;
                data?: string;
                transcript?: string;
                expires_at?: number;
            };
        };
        /** @description The first delta of a call has everything except arguments. Later deltas have only arguments. */
        ToolCallDelta: {
            index: number;
            id?: string;
            /** @enum {string} */
            type?: "function" | "custom";
            function?: {
                name?: string;
                arguments?: string;
            };
            custom?: {
                name?: string;
                input?: string;
            };
        };
        /** @description One event, with data only. */
        StreamEvent: {
            data: string | "[DONE]";
        };
        /** @description The error envelope. */
        ErrorResponse: {
            error: components["schemas"]["ApiError"];
        };
        ApiError: {
            /** @description For people. Some clients search it for keywords. */
            message: string;
            /** @description Type of the error, mostly `invalid_request_error`. */
            type: string;
            /** @description Path of the invalid part of the body, such as `messages[0].role`. */
            param?: string | null;
            /** @description Machine-readable code. Gateways may send the HTTP status as a number. */
            code?: string | number | null;
            /** @description What to do instead. Sent by gateways and read by no client. */
            fallback_suggestion?: string;
        };
        Model: {
            id: string;
            /** @constant */
            object: "model";
            /** @description In Unix seconds. */
            created: number;
            owned_by: string;
            /** @description When the model will be retired, in Unix seconds. */
            shutdown_date?: string | null;
        };
        ModelList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Model"][];
        };
        /**
         * @description One turn of a conversation and its parameters.
         *
         *     As with chat completions, the order of the properties is that in which faults are reported, and keys that are not listed are
         *     ignored unless a profile closes the object. Null means the same as leaving the field out, save for `model` and `input`.
         */
        ResponseRequest: {
            /** @description Model id. Optional only with `prompt`. */
            model?: string;
            /** @description Input of this turn. A string is one user message. */
            input?: string | components["schemas"]["ResponseInputItem"][];
            /** @description A developer message placed before all input, for this turn only. */
            instructions?: string | null;
            /** @description Tools that the model may call. */
            tools?: components["schemas"]["ResponseTool"][] | null;
            tool_choice?: components["schemas"]["ResponseToolChoice"];
            /**
             * @description Whether a response may have several calls.
             * @default true
             */
            parallel_tool_calls?: boolean | null;
            /** @description Maximum number of output tokens, including reasoning. */
            max_output_tokens?: number | null;
            /** @description Maximum number of hosted tool calls. */
            max_tool_calls?: number | null;
            temperature?: number | null;
            top_p?: number | null;
            /** @description Not in the types of the clients, yet echoed by every response since January 2026. */
            frequency_penalty?: number | null;
            presence_penalty?: number | null;
            /** @description Number of alternatives for each token. Log probabilities are returned only if `include` asks for them. */
            top_logprobs?: number | null;
            reasoning?: components["schemas"]["ResponseReasoningOptions"];
            text?: components["schemas"]["ResponseTextOptions"];
            /** @default false */
            stream?: boolean | null;
            /** @description Requires `"stream": true`. Usage is always sent, so it isn't an option here. */
            stream_options?: {
                /** @default true */
                include_obfuscation?: boolean;
            } | null;
            /**
             * @description Whether to store the response. Unlike chat completions, the default is true.
             * @default true
             */
            store?: boolean | null;
            /** @description The stored response to continue. Not allowed together with `conversation`. */
            previous_response_id?: string | null;
            /** @description The conversation that this response belongs to. */
            conversation?: (string | null) | {
                id: string;
            };
            /** @description Additional data to return. */
            include?: components["schemas"]["ResponseIncludable"][] | null;
            /**
             * @default disabled
             * @enum {string|null}
             */
            truncation?: "auto" | "disabled" | null;
            /** @description Up to 16 key-value pairs, echoed unchanged. */
            metadata?: {
                [key: string]: string;
            } | null;
            /**
             * @description Whether to run in the background. The response is then retrieved by its id.
             * @default false
             */
            background?: boolean | null;
            /**
             * @default auto
             * @enum {string|null}
             */
            service_tier?: "auto" | "default" | "flex" | "scale" | "priority" | "fast" | "ultrafast" | null;
            safety_identifier?: string | null;
            prompt_cache_key?: string | null;
            /** @enum {string|null} */
            prompt_cache_retention?: "in_memory" | "24h" | null;
            prompt_cache_options?: {
                [key: string]: unknown;
            } | null;
            /** @description A prompt stored by the service. */
            prompt?: {
                id: string;
                version?: string | null;
                variables?: {
                    [key: string]: unknown;
                } | null;
            } | null;
            /** @description When the service shortens the conversation automatically. */
            context_management?: {
                type: string;
                compact_threshold?: number | null;
            }[] | null;
            /** @description Whether to moderate input and output. */
            moderation?: {
                [key: string]: unknown;
            } | null;
            image?: {
                [key: string]: unknown;
            } | null;
            access_programs?: {
                [key: string]: unknown;
            } | null;
            /** @deprecated */
            user?: string | null;
            /** @description Sent by Codex and not in any type. Ignored by the model. */
            client_metadata?: {
                [key: string]: unknown;
            } | null;
        };
        /** @enum {string} */
        ResponseIncludable: "file_search_call.results" | "web_search_call.results" | "web_search_call.action.sources" | "message.input_image.image_url" | "computer_call_output.output.image_url" | "code_interpreter_call.outputs" | "reasoning.encrypted_content" | "message.output_text.logprobs";
        /** @description How the model reasons, and which part of it is returned. */
        ResponseReasoningOptions: {
            /** @enum {string|null} */
            effort?: "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max" | null;
            /**
             * @description Whether to return a summary of the reasoning. The response has `detailed` for `auto`.
             * @enum {string|null}
             */
            summary?: "auto" | "concise" | "detailed" | null;
            /**
             * @description Which earlier reasoning the model sees.
             * @enum {string|null}
             */
            context?: "auto" | "current_turn" | "all_turns" | null;
            mode?: string | null;
            /**
             * @deprecated
             * @description Former name of `summary`.
             * @enum {string|null}
             */
            generate_summary?: "auto" | "concise" | "detailed" | null;
        } | null;
        /** @description The format of generated text. */
        ResponseTextOptions: {
            format?: components["schemas"]["ResponseTextFormat"];
            /** @enum {string|null} */
            verbosity?: "low" | "medium" | "high" | null;
        } | null;
        /** @description Like `response_format` of chat completions, but flat. */
        ResponseTextFormat: Tagged<components["schemas"]["ResponseFormatText"] | components["schemas"]["ResponseFormatJsonObject"] | components["schemas"]["ResponseFormatJsonSchema"]>;
        ResponseFormatText: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "text";
        };
        ResponseFormatJsonObject: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "json_object";
        };
        ResponseFormatJsonSchema: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "json_schema";
            name: string;
            description?: string | null;
            schema: {
                [key: string]: unknown;
            };
            strict?: boolean | null;
        };
        /** @description An item of the conversation. `type` is optional for messages. */
        ResponseInputItem: components["schemas"]["ResponseInputMessage"] | components["schemas"]["ResponseTypedInput"];
        ResponseInputMessage: Tagged<components["schemas"]["ResponseUserMessage"] | components["schemas"]["ResponseAssistantMessage"]>;
        /** @description Input of the user or the application. */
        ResponseUserMessage: {
            /** @constant */
            type?: "message";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            role: "user" | "system" | "developer";
            content: components["schemas"]["ResponseInputPart"][] | string;
            id?: components["schemas"]["ResponseItemId"];
            status?: components["schemas"]["ResponseInputStatus"];
            phase?: string | null;
        };
        /** @description An earlier message of the model, original or edited. */
        ResponseAssistantMessage: {
            /** @constant */
            type?: "message";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            role: "assistant";
            content: components["schemas"]["ResponseOutputPart"][] | string;
            id?: components["schemas"]["ResponseItemId"];
            status?: components["schemas"]["ResponseInputStatus"];
            /** @enum {string|null} */
            phase?: "commentary" | "final_answer" | null;
        };
        /** @description Starts with the prefix of its kind, such as `msg_`, `rs_` or `fc_`. Clients may generate their own. */
        ResponseItemId: string | null;
        /** @enum {string|null} */
        ResponseInputStatus: "in_progress" | "completed" | "incomplete" | null;
        ResponseInputPart: Tagged<components["schemas"]["ResponseInputText"] | components["schemas"]["ResponseInputImage"] | components["schemas"]["ResponseInputFile"]>;
        ResponseInputText: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "input_text";
            text: string;
            prompt_cache_breakpoint?: components["schemas"]["ResponseCacheBreakpoint"];
        };
        ResponseInputImage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "input_image";
            image_url?: string | null;
            file_id?: string | null;
            /** @enum {string|null} */
            detail?: "low" | "high" | "auto" | "original" | null;
            prompt_cache_breakpoint?: components["schemas"]["ResponseCacheBreakpoint"];
        };
        ResponseInputFile: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "input_file";
            file_data?: string | null;
            file_id?: string | null;
            file_url?: string | null;
            filename?: string | null;
            detail?: string | null;
            prompt_cache_breakpoint?: components["schemas"]["ResponseCacheBreakpoint"];
        };
        ResponseCacheBreakpoint: {
            [key: string]: unknown;
        } | null;
        ResponseTypedInput: Tagged<components["schemas"]["ResponseCallInput"] | components["schemas"]["ResponseCallOutput"] | components["schemas"]["ResponseCustomCallInput"] | components["schemas"]["ResponseCustomCallOutput"] | components["schemas"]["ResponseReasoningInput"] | components["schemas"]["ResponseItemReference"] | components["schemas"]["ResponseHostedInput"]>;
        /** @description A function call of the model. */
        ResponseCallInput: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "function_call";
            call_id: string;
            name: string;
            arguments: string;
            id?: components["schemas"]["ResponseItemId"];
            status?: components["schemas"]["ResponseInputStatus"];
            async?: boolean | null;
            namespace?: string | null;
            caller?: components["schemas"]["ResponseCaller"];
        };
        /** @description The caller, if it isn't the model itself. */
        ResponseCaller: {
            [key: string]: unknown;
        } | null;
        /** @description The client's output for a call. */
        ResponseCallOutput: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "function_call_output";
            call_id: string;
            output: components["schemas"]["ResponseInputPart"][] | string;
            id?: components["schemas"]["ResponseItemId"];
            status?: components["schemas"]["ResponseInputStatus"];
            name?: string | null;
            namespace?: string | null;
            caller?: components["schemas"]["ResponseCaller"];
        };
        /** @description A call of a tool that takes free-form text. */
        ResponseCustomCallInput: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "custom_tool_call";
            call_id: string;
            name: string;
            input: string;
            id?: components["schemas"]["ResponseItemId"];
            status?: components["schemas"]["ResponseInputStatus"];
            async?: boolean | null;
            namespace?: string | null;
            caller?: components["schemas"]["ResponseCaller"];
        };
        ResponseCustomCallOutput: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "custom_tool_call_output";
            call_id: string;
            output: components["schemas"]["ResponseInputPart"][] | string;
            id?: components["schemas"]["ResponseItemId"];
            status?: components["schemas"]["ResponseInputStatus"];
            caller?: components["schemas"]["ResponseCaller"];
        };
        /** @description Reasoning of an earlier response. Without `encrypted_content`, it is looked up by its id. */
        ResponseReasoningInput: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "reasoning";
            summary: components["schemas"]["ResponseSummaryText"][];
            id?: components["schemas"]["ResponseItemId"];
            content?: components["schemas"]["ResponseReasoningText"][] | null;
            encrypted_content?: string | null;
            status?: components["schemas"]["ResponseInputStatus"];
        };
        /** @description A reference to an item of a stored response. */
        ResponseItemReference: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "item_reference";
            id: string;
        };
        /** @description Items of hosted tools and other items without meaning to a client. They aren't validated. */
        ResponseHostedInput: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "additional_tools" | "apply_patch_call" | "apply_patch_call_output" | "code_interpreter_call" | "compaction" | "compaction_trigger" | "computer_call" | "computer_call_output" | "configuration_update" | "file_search_call" | "image_generation_call" | "local_shell_call" | "local_shell_call_output" | "mcp_approval_request" | "mcp_approval_response" | "mcp_call" | "mcp_list_tools" | "program" | "program_output" | "shell_call" | "shell_call_output" | "tool_search_call" | "tool_search_output" | "web_search_call";
        } & {
            [key: string]: unknown;
        };
        ResponseTool: Tagged<components["schemas"]["ResponseFunctionTool"] | components["schemas"]["ResponseCustomTool"] | components["schemas"]["ResponseHostedTool"]>;
        /** @description Like a function of chat completions, but flat and strict by default. */
        ResponseFunctionTool: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "function";
            name: string;
            description?: string | null;
            /** @description JSON Schema of the arguments. Omitted or null if there are none. */
            parameters?: {
                [key: string]: unknown;
            } | null;
            /**
             * @description Defaults to true if omitted or null.
             * @default true
             */
            strict?: boolean | null;
            async?: boolean | null;
            defer_loading?: boolean | null;
            output_schema?: {
                [key: string]: unknown;
            } | null;
            allowed_callers?: string[] | null;
        };
        ResponseCustomTool: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "custom";
            name: string;
            description?: string | null;
            format?: components["schemas"]["ResponseCustomFormat"];
            async?: boolean | null;
            defer_loading?: boolean | null;
            allowed_callers?: string[] | null;
        };
        ResponseCustomFormat: Tagged<components["schemas"]["ResponseCustomText"] | components["schemas"]["ResponseCustomGrammar"]>;
        ResponseCustomText: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "text";
        };
        ResponseCustomGrammar: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "grammar";
            definition: string;
            /** @enum {string} */
            syntax: "lark" | "regex";
        };
        /** @description A hosted tool. It isn't validated. */
        ResponseHostedTool: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "apply_patch" | "code_interpreter" | "computer" | "computer_use_preview" | "file_search" | "image_generation" | "local_shell" | "mcp" | "namespace" | "programmatic_tool_calling" | "shell" | "tool_search" | "web_search" | "web_search_2025_08_26" | "web_search_preview" | "web_search_preview_2025_03_11";
        } & {
            [key: string]: unknown;
        };
        ResponseToolChoice: ("none" | "auto" | "required" | null) | components["schemas"]["ResponseToolChoiceObject"];
        ResponseToolChoiceObject: Tagged<components["schemas"]["ResponseNamedTool"] | components["schemas"]["ResponseAllowedTools"] | components["schemas"]["ResponseHostedChoice"]>;
        ResponseNamedTool: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "function" | "custom";
            name: string;
        };
        ResponseAllowedTools: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "allowed_tools";
            /** @enum {string} */
            mode: "auto" | "required";
            tools: ({
                type: string;
                name?: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        ResponseHostedChoice: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "apply_patch" | "code_interpreter" | "computer" | "computer_use" | "computer_use_preview" | "file_search" | "image_generation" | "mcp" | "shell" | "web_search_preview" | "web_search_preview_2025_03_11";
        } & {
            [key: string]: unknown;
        };
        /**
         * @description A response, complete or in progress. On the wire, `id`, `object`, `created_at` and `status` come first, then the other keys in
         *     alphabetical order, and `metadata` last. Omitted parameters are echoed with their defaults.
         */
        ResponseObject: {
            id: string;
            /** @constant */
            object: "response";
            /** @description In Unix seconds. */
            created_at: number;
            /** @enum {string} */
            status: "completed" | "failed" | "in_progress" | "cancelled" | "queued" | "incomplete";
            access_programs?: {
                [key: string]: unknown;
            } | null;
            background?: boolean | null;
            billing?: {
                [key: string]: unknown;
            } | null;
            completed_at?: number | null;
            conversation?: {
                id?: string;
            } | null;
            error?: {
                code: string;
                message: string;
            } | null;
            frequency_penalty?: number | null;
            image?: {
                [key: string]: unknown;
            } | null;
            incomplete_details?: {
                /** @enum {string} */
                reason?: "max_output_tokens" | "content_filter";
            } | null;
            /** @description As in the request. Items if they come from a stored prompt. */
            instructions?: (string | null) | {
                [key: string]: unknown;
            }[];
            input_transformations?: {
                [key: string]: unknown;
            }[] | null;
            max_output_tokens?: number | null;
            max_tool_calls?: number | null;
            /** @description The dated version that responded. */
            model: string;
            moderation?: {
                [key: string]: unknown;
            } | null;
            output: components["schemas"]["ResponseOutputItem"][];
            parallel_tool_calls?: boolean | null;
            presence_penalty?: number | null;
            previous_response_id?: string | null;
            prompt?: {
                [key: string]: unknown;
            } | null;
            prompt_cache_key?: string | null;
            prompt_cache_options?: {
                [key: string]: unknown;
            } | null;
            prompt_cache_diagnostics?: {
                [key: string]: unknown;
            } | null;
            prompt_cache_retention?: string | null;
            reasoning?: components["schemas"]["ResponseReasoningEcho"];
            safety_identifier?: string | null;
            service_tier?: string | null;
            store?: boolean | null;
            temperature?: number | null;
            text?: components["schemas"]["ResponseTextEcho"];
            tool_choice?: components["schemas"]["ResponseToolChoice"];
            tool_usage?: {
                [key: string]: unknown;
            } | null;
            tools?: components["schemas"]["ResponseTool"][];
            top_logprobs?: number | null;
            top_p?: number | null;
            truncation?: string | null;
            usage?: components["schemas"]["ResponseUsage"];
            user?: string | null;
            metadata?: {
                [key: string]: string;
            } | null;
        };
        ResponseReasoningEcho: {
            effort?: string | null;
            summary?: string | null;
            context?: string | null;
            mode?: string | null;
        } | null;
        ResponseTextEcho: {
            format?: components["schemas"]["ResponseTextFormat"];
            verbosity?: string | null;
        } | null;
        /** @description Billed tokens. Output tokens include reasoning. */
        ResponseUsage: {
            input_tokens: number;
            input_tokens_details: {
                cache_write_tokens?: number | null;
                cached_tokens: number;
            };
            output_tokens: number;
            output_tokens_details: {
                reasoning_tokens: number;
            };
            total_tokens: number;
        } | null;
        /** @description An output item. */
        ResponseOutputItem: Tagged<components["schemas"]["ResponseOutputMessage"] | components["schemas"]["ResponseReasoning"] | components["schemas"]["ResponseFunctionCall"] | components["schemas"]["ResponseCustomCall"] | components["schemas"]["ResponseHostedItem"]>;
        /** @enum {string} */
        ResponseItemStatus: "in_progress" | "completed" | "incomplete";
        ResponseOutputMessage: {
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message";
            status: components["schemas"]["ResponseItemStatus"];
            content: components["schemas"]["ResponseWrittenPart"][];
            /**
             * @description Whether more messages follow, for newer models.
             * @enum {string|null}
             */
            phase?: "commentary" | "final_answer" | null;
            /** @constant */
            role: "assistant";
        };
        ResponseOutputPart: Tagged<components["schemas"]["ResponseOutputText"] | components["schemas"]["ResponseRefusal"]>;
        ResponseWrittenPart: Tagged<components["schemas"]["ResponseWrittenText"] | components["schemas"]["ResponseRefusal"]>;
        /** @description Text of an output message. */
        ResponseWrittenText: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "output_text";
            annotations: {
                [key: string]: unknown;
            }[];
            logprobs?: components["schemas"]["ResponseLogprob"][] | null;
            text: string;
        };
        /** @description Text of a message. A client that sends it back may omit everything except the text. */
        ResponseOutputText: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "output_text";
            annotations?: {
                [key: string]: unknown;
            }[] | null;
            logprobs?: components["schemas"]["ResponseLogprob"][] | null;
            text: string;
        };
        ResponseLogprob: {
            bytes?: number[] | null;
            logprob?: number;
            token: string;
            top_logprobs?: {
                [key: string]: unknown;
            }[] | null;
        };
        ResponseRefusal: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "refusal";
            refusal: string;
        };
        /** @description Reasoning of the model, at most summarized. The item has no status. */
        ResponseReasoning: {
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "reasoning";
            /** @description Empty at api.openai.com. Some gateways return the reasoning here. */
            content?: components["schemas"]["ResponseReasoningText"][] | null;
            /** @description For clients that store conversations themselves. Differs every time it is returned. */
            encrypted_content?: string | null;
            status?: string | null;
            summary: components["schemas"]["ResponseSummaryText"][];
        };
        ResponseSummaryText: {
            /** @constant */
            type: "summary_text";
            text: string;
        };
        ResponseReasoningText: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "reasoning_text";
            text: string;
        };
        ResponseFunctionCall: {
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "function_call";
            status: components["schemas"]["ResponseItemStatus"];
            /** @description A JSON object as a string, truncated if the limit was reached. */
            arguments: string;
            call_id: string;
            name: string;
            namespace?: string | null;
        };
        ResponseCustomCall: {
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "custom_tool_call";
            status?: components["schemas"]["ResponseItemStatus"];
            call_id: string;
            input: string;
            name: string;
            namespace?: string | null;
        };
        /** @description A hosted tool call, or a compacted conversation. It isn't validated. */
        ResponseHostedItem: {
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "additional_tools" | "apply_patch_call" | "apply_patch_call_output" | "code_interpreter_call" | "compaction" | "computer_call" | "computer_call_output" | "custom_tool_call_output" | "file_search_call" | "function_call_output" | "image_generation_call" | "local_shell_call" | "local_shell_call_output" | "mcp_approval_request" | "mcp_approval_response" | "mcp_call" | "mcp_list_tools" | "program" | "program_output" | "shell_call" | "shell_call_output" | "tool_search_call" | "tool_search_output" | "web_search_call";
        } & {
            [key: string]: unknown;
        };
        ResponseDeleted: {
            id: string;
            /** @enum {string} */
            object: "response" | "response.deleted";
            /** @constant */
            deleted: true;
        };
        ResponseItemList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["ResponseKeptItem"][];
            first_id: string | null;
            last_id: string | null;
            has_more: boolean;
        };
        /** @description A stored input item, with its id. */
        ResponseKeptItem: {
            id: string;
            type: string;
        } & components["schemas"]["ResponseInputItem"];
        /** @description One event. */
        ResponseStreamEvent: {
            /** @description The `type` of the data. */
            event?: string;
            /** @description One event as compact JSON. */
            data: string;
        };
        /** @description The data of one event: `type` first, then the other keys in alphabetical order. responses-grammar.yaml defines the order of events. */
        ResponseEvent: Tagged<components["schemas"]["ResponseLifecycleEvent"] | components["schemas"]["ResponseItemEvent"] | components["schemas"]["ResponsePartEvent"] | components["schemas"]["ResponseTextDelta"] | components["schemas"]["ResponseTextDone"] | components["schemas"]["ResponseAnnotationAdded"] | components["schemas"]["ResponseRefusalDelta"] | components["schemas"]["ResponseRefusalDone"] | components["schemas"]["ResponseArgumentsDelta"] | components["schemas"]["ResponseArgumentsDone"] | components["schemas"]["ResponseCustomInputDone"] | components["schemas"]["ResponseSummaryPartEvent"] | components["schemas"]["ResponseSummaryDelta"] | components["schemas"]["ResponseSummaryDone"] | components["schemas"]["ResponseThoughtDelta"] | components["schemas"]["ResponseThoughtDone"] | components["schemas"]["ResponseHostedEvent"] | components["schemas"]["ResponseErrorEvent"]>;
        /** @description The current state of the response. */
        ResponseLifecycleEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.created" | "response.queued" | "response.in_progress" | "response.completed" | "response.incomplete" | "response.failed";
            response: components["schemas"]["ResponseObject"];
            sequence_number?: number;
        };
        /** @description An item starts or is complete. */
        ResponseItemEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.output_item.added" | "response.output_item.done";
            item: components["schemas"]["ResponseOutputItem"];
            output_index: number;
            sequence_number?: number;
        };
        /** @description A part of an item starts or is complete. */
        ResponsePartEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.content_part.added" | "response.content_part.done";
            content_index: number;
            item_id: string;
            output_index: number;
            part: components["schemas"]["ResponseStreamedPart"];
            sequence_number?: number;
        };
        ResponseTextDelta: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.output_text.delta";
            content_index: number;
            delta: string;
            item_id: string;
            logprobs?: components["schemas"]["ResponseLogprob"][] | null;
            obfuscation?: string;
            output_index: number;
            sequence_number?: number;
        };
        ResponseTextDone: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.output_text.done";
            content_index: number;
            item_id: string;
            logprobs?: components["schemas"]["ResponseLogprob"][] | null;
            output_index: number;
            sequence_number?: number;
            text: string;
        };
        ResponseAnnotationAdded: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.output_text.annotation.added";
            annotation: {
                [key: string]: unknown;
            };
            annotation_index: number;
            content_index: number;
            item_id: string;
            output_index: number;
            sequence_number?: number;
        };
        ResponseRefusalDelta: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.refusal.delta";
            content_index: number;
            delta: string;
            item_id: string;
            obfuscation?: string;
            output_index: number;
            sequence_number?: number;
        };
        ResponseRefusalDone: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.refusal.done";
            content_index: number;
            item_id: string;
            output_index: number;
            refusal: string;
            sequence_number?: number;
        };
        ResponseArgumentsDelta: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.function_call_arguments.delta" | "response.custom_tool_call_input.delta";
            delta: string;
            item_id: string;
            obfuscation?: string;
            output_index: number;
            sequence_number?: number;
        };
        ResponseArgumentsDone: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.function_call_arguments.done";
            arguments: string;
            item_id: string;
            name?: string | null;
            output_index: number;
            sequence_number?: number;
        };
        ResponseCustomInputDone: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.custom_tool_call_input.done";
            input: string;
            item_id: string;
            output_index: number;
            sequence_number?: number;
        };
        ResponseSummaryPartEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.reasoning_summary_part.added" | "response.reasoning_summary_part.done";
            item_id: string;
            output_index: number;
            part: components["schemas"]["ResponseSummaryText"];
            sequence_number?: number;
            summary_index: number;
        };
        ResponseSummaryDelta: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.reasoning_summary_text.delta";
            delta: string;
            item_id: string;
            obfuscation?: string;
            output_index: number;
            sequence_number?: number;
            summary_index: number;
        };
        ResponseSummaryDone: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.reasoning_summary_text.done";
            item_id: string;
            output_index: number;
            sequence_number?: number;
            summary_index: number;
            text: string;
        };
        /** @description Visible reasoning, sent only by gateways. */
        ResponseThoughtDelta: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.reasoning_text.delta";
            content_index: number;
            delta: string;
            item_id: string;
            obfuscation?: string;
            output_index: number;
            sequence_number?: number;
        };
        ResponseThoughtDone: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.reasoning_text.done";
            content_index: number;
            item_id: string;
            output_index: number;
            sequence_number?: number;
            text: string;
        };
        ResponseStreamedPart: Tagged<components["schemas"]["ResponseWrittenText"] | components["schemas"]["ResponseRefusal"] | components["schemas"]["ResponseReasoningText"]>;
        /** @description Progress of a hosted tool. It isn't validated. */
        ResponseHostedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "response.code_interpreter_call.in_progress" | "response.code_interpreter_call.interpreting" | "response.code_interpreter_call.completed" | "response.code_interpreter_call_code.delta" | "response.code_interpreter_call_code.done" | "response.compaction.compacting" | "response.file_search_call.in_progress" | "response.file_search_call.searching" | "response.file_search_call.completed" | "response.image_generation_call.in_progress" | "response.image_generation_call.generating" | "response.image_generation_call.partial_image" | "response.image_generation_call.completed" | "response.mcp_call.in_progress" | "response.mcp_call.completed" | "response.mcp_call.failed" | "response.mcp_call_arguments.delta" | "response.mcp_call_arguments.done" | "response.mcp_list_tools.in_progress" | "response.mcp_list_tools.completed" | "response.mcp_list_tools.failed" | "response.shell_call_command.added" | "response.shell_call_command.delta" | "response.shell_call_command.done" | "response.shell_call_output_content.delta" | "response.shell_call_output_content.done" | "response.web_search_call.in_progress" | "response.web_search_call.searching" | "response.web_search_call.completed";
            item_id: string;
            output_index: number;
            sequence_number?: number;
        } & {
            [key: string]: unknown;
        };
        /** @description The error that ends the stream. The service nests it; client types have its keys next to `type`. */
        ResponseErrorEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "error";
            code?: string | null;
            error?: {
                type?: string;
                code?: string | null;
                message: string;
                param?: string | null;
            };
            message?: string;
            param?: string | null;
            sequence_number?: number;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description Texts or token ids. The token limit per input depends on the model (8,192 for all of OpenAI's); all inputs
         *     together may have 300,000.
         */
        EmbeddingRequest: {
            model: string;
            input: string | string[] | components["schemas"]["EmbeddingTokens"] | components["schemas"]["EmbeddingTokens"][];
            /**
             * @default float
             * @enum {string|null}
             */
            encoding_format?: "float" | "base64" | null;
            /** @description Length of the vectors, up to the model's own. Only for models that can be shortened. */
            dimensions?: number | null;
            user?: string | null;
        };
        /** @description Token ids of cl100k_base. */
        EmbeddingTokens: number[];
        EmbeddingList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Embedding"][];
            model: string;
            usage: {
                prompt_tokens: number;
                total_tokens: number;
            };
        };
        Embedding: {
            /** @constant */
            object: "embedding";
            index: number;
            /** @description Numbers, or the same numbers as base64-encoded little-endian 32-bit floats. */
            embedding: number[] | string;
        };
        /** @description A prompt and how to continue it. Errors are reported in the order of the properties. */
        CompletionRequest: {
            model: string;
            /** @description One or more prompts, as text or token ids. The default is the end-of-text token, which starts a new document. */
            prompt?: (string | null) | string[] | number[] | number[][];
            /** @description The text after the insertion. */
            suffix?: string | null;
            /** @default 16 */
            max_tokens?: number | null;
            temperature?: number | null;
            top_p?: number | null;
            n?: number | null;
            best_of?: number | null;
            echo?: boolean | null;
            logprobs?: number | null;
            stop?: (string | null) | string[];
            presence_penalty?: number | null;
            frequency_penalty?: number | null;
            logit_bias?: {
                [key: string]: number;
            } | null;
            seed?: number | null;
            stream?: boolean | null;
            stream_options?: {
                include_obfuscation?: boolean;
                include_usage?: boolean;
            } | null;
            user?: string | null;
        };
        /** @description A completion. Stream events have the same schema; they split the text, and only the last one has usage. */
        CompletionObject: {
            id: string;
            /** @constant */
            object: "text_completion";
            created: number;
            model: string;
            choices: {
                text: string;
                index: number;
                logprobs?: {
                    tokens?: string[];
                    token_logprobs?: (number | null)[];
                    top_logprobs?: ({
                        [key: string]: number;
                    } | null)[] | null;
                    text_offset?: number[];
                } | null;
                /** @enum {string|null} */
                finish_reason: "stop" | "length" | "content_filter" | null;
            }[];
            system_fingerprint?: string | null;
            obfuscation?: string;
            usage?: components["schemas"]["Usage"] | null;
        };
        /** @description One event, with data only. */
        CompletionStreamEvent: {
            data: string | "[DONE]";
        };
        ModerationRequest: {
            /** @description Defaults to the latest model. */
            model?: string | null;
            /** @description One or more strings, or the parts of one message. */
            input: string | string[] | components["schemas"]["ModerationPart"][];
        };
        ModerationPart: Tagged<components["schemas"]["ModerationText"] | components["schemas"]["ModerationImage"]>;
        ModerationText: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "text";
            text: string;
        };
        ModerationImage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "image_url";
            image_url: {
                url: string;
            };
        };
        ModerationObject: {
            id: string;
            model: string;
            results: components["schemas"]["ModerationResult"][];
        };
        ModerationResult: {
            flagged: boolean;
            /** @description Older models omit the two `illicit` categories or return null. */
            categories: {
                harassment: boolean;
                "harassment/threatening": boolean;
                hate: boolean;
                "hate/threatening": boolean;
                illicit?: boolean | null;
                "illicit/violent"?: boolean | null;
                "self-harm": boolean;
                "self-harm/instructions": boolean;
                "self-harm/intent": boolean;
                sexual: boolean;
                "sexual/minors": boolean;
                violence: boolean;
                "violence/graphic": boolean;
            };
            category_scores: {
                harassment: number;
                "harassment/threatening": number;
                hate: number;
                "hate/threatening": number;
                illicit?: number | null;
                "illicit/violent"?: number | null;
                "self-harm": number;
                "self-harm/instructions": number;
                "self-harm/intent": number;
                sexual: number;
                "sexual/minors": number;
                violence: number;
                "violence/graphic": number;
            };
            /** @description Input types that each category applies to. Older models omit it. */
            category_applied_input_types?: {
                [key: string]: ("text" | "image")[];
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type ChatCompletionRequest = components['schemas']['ChatCompletionRequest'];
export type VoiceId = components['schemas']['VoiceId'];
export type ModerationPolicy = components['schemas']['ModerationPolicy'];
export type ApproximateLocation = components['schemas']['ApproximateLocation'];
export type FunctionCallOption = components['schemas']['FunctionCallOption'];
export type StreamOptions = components['schemas']['StreamOptions'];
export type Message = components['schemas']['Message'];
export type DeveloperMessage = components['schemas']['DeveloperMessage'];
export type SystemMessage = components['schemas']['SystemMessage'];
export type UserMessage = components['schemas']['UserMessage'];
export type AssistantMessage = components['schemas']['AssistantMessage'];
export type ToolMessage = components['schemas']['ToolMessage'];
export type FunctionMessage = components['schemas']['FunctionMessage'];
export type ParticipantName = components['schemas']['ParticipantName'];
export type TextContent = components['schemas']['TextContent'];
export type UserContentPart = components['schemas']['UserContentPart'];
export type AssistantContentPart = components['schemas']['AssistantContentPart'];
export type ToolContentPart = components['schemas']['ToolContentPart'];
export type TextPart = components['schemas']['TextPart'];
export type ImagePart = components['schemas']['ImagePart'];
export type AudioPart = components['schemas']['AudioPart'];
export type FilePart = components['schemas']['FilePart'];
export type RefusalPart = components['schemas']['RefusalPart'];
export type PromptCacheBreakpoint = components['schemas']['PromptCacheBreakpoint'];
export type Tool = components['schemas']['Tool'];
export type FunctionTool = components['schemas']['FunctionTool'];
export type FunctionDefinition = components['schemas']['FunctionDefinition'];
export type CustomTool = components['schemas']['CustomTool'];
export type CustomToolFormat = components['schemas']['CustomToolFormat'];
export type CustomToolText = components['schemas']['CustomToolText'];
export type CustomToolGrammar = components['schemas']['CustomToolGrammar'];
export type ToolChoice = components['schemas']['ToolChoice'];
export type ToolChoiceObject = components['schemas']['ToolChoiceObject'];
export type NamedTool = components['schemas']['NamedTool'];
export type NamedFunctionChoice = components['schemas']['NamedFunctionChoice'];
export type NamedCustomChoice = components['schemas']['NamedCustomChoice'];
export type AllowedToolsChoice = components['schemas']['AllowedToolsChoice'];
export type ResponseFormat = components['schemas']['ResponseFormat'];
export type TextFormat = components['schemas']['TextFormat'];
export type JsonObjectFormat = components['schemas']['JsonObjectFormat'];
export type JsonSchemaFormat = components['schemas']['JsonSchemaFormat'];
export type ToolCall = components['schemas']['ToolCall'];
export type FunctionToolCall = components['schemas']['FunctionToolCall'];
export type FunctionCall = components['schemas']['FunctionCall'];
export type CustomToolCall = components['schemas']['CustomToolCall'];
export type Annotation = components['schemas']['Annotation'];
export type FinishReason = components['schemas']['FinishReason'];
export type ChatCompletion = components['schemas']['ChatCompletion'];
export type AnswerTime = components['schemas']['AnswerTime'];
export type ChatCompletionChoice = components['schemas']['ChatCompletionChoice'];
export type ChatCompletionMessage = components['schemas']['ChatCompletionMessage'];
export type AnswerAudio = components['schemas']['AnswerAudio'];
export type ChoiceLogprobs = components['schemas']['ChoiceLogprobs'];
export type TokenLogprob = components['schemas']['TokenLogprob'];
export type TopLogprob = components['schemas']['TopLogprob'];
export type TokenBytes = components['schemas']['TokenBytes'];
export type Usage = components['schemas']['Usage'];
export type TokenCount = components['schemas']['TokenCount'];
export type Moderation = components['schemas']['Moderation'];
export type ModerationRating = components['schemas']['ModerationRating'];
export type ChatCompletionChunk = components['schemas']['ChatCompletionChunk'];
export type ChunkChoice = components['schemas']['ChunkChoice'];
export type Delta = components['schemas']['Delta'];
export type ToolCallDelta = components['schemas']['ToolCallDelta'];
export type StreamEvent = components['schemas']['StreamEvent'];
export type ErrorResponse = components['schemas']['ErrorResponse'];
export type ApiError = components['schemas']['ApiError'];
export type Model = components['schemas']['Model'];
export type ModelList = components['schemas']['ModelList'];
export type ResponseRequest = components['schemas']['ResponseRequest'];
export type ResponseIncludable = components['schemas']['ResponseIncludable'];
export type ResponseReasoningOptions = components['schemas']['ResponseReasoningOptions'];
export type ResponseTextOptions = components['schemas']['ResponseTextOptions'];
export type ResponseTextFormat = components['schemas']['ResponseTextFormat'];
export type ResponseFormatText = components['schemas']['ResponseFormatText'];
export type ResponseFormatJsonObject = components['schemas']['ResponseFormatJsonObject'];
export type ResponseFormatJsonSchema = components['schemas']['ResponseFormatJsonSchema'];
export type ResponseInputItem = components['schemas']['ResponseInputItem'];
export type ResponseInputMessage = components['schemas']['ResponseInputMessage'];
export type ResponseUserMessage = components['schemas']['ResponseUserMessage'];
export type ResponseAssistantMessage = components['schemas']['ResponseAssistantMessage'];
export type ResponseItemId = components['schemas']['ResponseItemId'];
export type ResponseInputStatus = components['schemas']['ResponseInputStatus'];
export type ResponseInputPart = components['schemas']['ResponseInputPart'];
export type ResponseInputText = components['schemas']['ResponseInputText'];
export type ResponseInputImage = components['schemas']['ResponseInputImage'];
export type ResponseInputFile = components['schemas']['ResponseInputFile'];
export type ResponseCacheBreakpoint = components['schemas']['ResponseCacheBreakpoint'];
export type ResponseTypedInput = components['schemas']['ResponseTypedInput'];
export type ResponseCallInput = components['schemas']['ResponseCallInput'];
export type ResponseCaller = components['schemas']['ResponseCaller'];
export type ResponseCallOutput = components['schemas']['ResponseCallOutput'];
export type ResponseCustomCallInput = components['schemas']['ResponseCustomCallInput'];
export type ResponseCustomCallOutput = components['schemas']['ResponseCustomCallOutput'];
export type ResponseReasoningInput = components['schemas']['ResponseReasoningInput'];
export type ResponseItemReference = components['schemas']['ResponseItemReference'];
export type ResponseHostedInput = components['schemas']['ResponseHostedInput'];
export type ResponseTool = components['schemas']['ResponseTool'];
export type ResponseFunctionTool = components['schemas']['ResponseFunctionTool'];
export type ResponseCustomTool = components['schemas']['ResponseCustomTool'];
export type ResponseCustomFormat = components['schemas']['ResponseCustomFormat'];
export type ResponseCustomText = components['schemas']['ResponseCustomText'];
export type ResponseCustomGrammar = components['schemas']['ResponseCustomGrammar'];
export type ResponseHostedTool = components['schemas']['ResponseHostedTool'];
export type ResponseToolChoice = components['schemas']['ResponseToolChoice'];
export type ResponseToolChoiceObject = components['schemas']['ResponseToolChoiceObject'];
export type ResponseNamedTool = components['schemas']['ResponseNamedTool'];
export type ResponseAllowedTools = components['schemas']['ResponseAllowedTools'];
export type ResponseHostedChoice = components['schemas']['ResponseHostedChoice'];
export type ResponseObject = components['schemas']['ResponseObject'];
export type ResponseReasoningEcho = components['schemas']['ResponseReasoningEcho'];
export type ResponseTextEcho = components['schemas']['ResponseTextEcho'];
export type ResponseUsage = components['schemas']['ResponseUsage'];
export type ResponseOutputItem = components['schemas']['ResponseOutputItem'];
export type ResponseItemStatus = components['schemas']['ResponseItemStatus'];
export type ResponseOutputMessage = components['schemas']['ResponseOutputMessage'];
export type ResponseOutputPart = components['schemas']['ResponseOutputPart'];
export type ResponseWrittenPart = components['schemas']['ResponseWrittenPart'];
export type ResponseWrittenText = components['schemas']['ResponseWrittenText'];
export type ResponseOutputText = components['schemas']['ResponseOutputText'];
export type ResponseLogprob = components['schemas']['ResponseLogprob'];
export type ResponseRefusal = components['schemas']['ResponseRefusal'];
export type ResponseReasoning = components['schemas']['ResponseReasoning'];
export type ResponseSummaryText = components['schemas']['ResponseSummaryText'];
export type ResponseReasoningText = components['schemas']['ResponseReasoningText'];
export type ResponseFunctionCall = components['schemas']['ResponseFunctionCall'];
export type ResponseCustomCall = components['schemas']['ResponseCustomCall'];
export type ResponseHostedItem = components['schemas']['ResponseHostedItem'];
export type ResponseDeleted = components['schemas']['ResponseDeleted'];
export type ResponseItemList = components['schemas']['ResponseItemList'];
export type ResponseKeptItem = components['schemas']['ResponseKeptItem'];
export type ResponseStreamEvent = components['schemas']['ResponseStreamEvent'];
export type ResponseEvent = components['schemas']['ResponseEvent'];
export type ResponseLifecycleEvent = components['schemas']['ResponseLifecycleEvent'];
export type ResponseItemEvent = components['schemas']['ResponseItemEvent'];
export type ResponsePartEvent = components['schemas']['ResponsePartEvent'];
export type ResponseTextDelta = components['schemas']['ResponseTextDelta'];
export type ResponseTextDone = components['schemas']['ResponseTextDone'];
export type ResponseAnnotationAdded = components['schemas']['ResponseAnnotationAdded'];
export type ResponseRefusalDelta = components['schemas']['ResponseRefusalDelta'];
export type ResponseRefusalDone = components['schemas']['ResponseRefusalDone'];
export type ResponseArgumentsDelta = components['schemas']['ResponseArgumentsDelta'];
export type ResponseArgumentsDone = components['schemas']['ResponseArgumentsDone'];
export type ResponseCustomInputDone = components['schemas']['ResponseCustomInputDone'];
export type ResponseSummaryPartEvent = components['schemas']['ResponseSummaryPartEvent'];
export type ResponseSummaryDelta = components['schemas']['ResponseSummaryDelta'];
export type ResponseSummaryDone = components['schemas']['ResponseSummaryDone'];
export type ResponseThoughtDelta = components['schemas']['ResponseThoughtDelta'];
export type ResponseThoughtDone = components['schemas']['ResponseThoughtDone'];
export type ResponseStreamedPart = components['schemas']['ResponseStreamedPart'];
export type ResponseHostedEvent = components['schemas']['ResponseHostedEvent'];
export type ResponseErrorEvent = components['schemas']['ResponseErrorEvent'];
export type EmbeddingRequest = components['schemas']['EmbeddingRequest'];
export type EmbeddingTokens = components['schemas']['EmbeddingTokens'];
export type EmbeddingList = components['schemas']['EmbeddingList'];
export type Embedding = components['schemas']['Embedding'];
export type CompletionRequest = components['schemas']['CompletionRequest'];
export type CompletionObject = components['schemas']['CompletionObject'];
export type CompletionStreamEvent = components['schemas']['CompletionStreamEvent'];
export type ModerationRequest = components['schemas']['ModerationRequest'];
export type ModerationPart = components['schemas']['ModerationPart'];
export type ModerationText = components['schemas']['ModerationText'];
export type ModerationImage = components['schemas']['ModerationImage'];
export type ModerationObject = components['schemas']['ModerationObject'];
export type ModerationResult = components['schemas']['ModerationResult'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

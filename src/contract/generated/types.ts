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
         * @description One turn of a conversation, with everything that shapes the answer.
         *
         *     **The order of the properties is normative**: when a body has several faults, the service reports the one that
         *     comes first in this list, one fault per answer. The order is that of the live service, where it was observed.
         *
         *     Keys that are not listed are ignored by this endpoint, because gateways drop what they do not know; a profile may
         *     close the object.
         */
        ChatCompletionRequest: {
            /** @description Id of the model, as `GET /v1/models` lists it, or an alias of it. */
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
             * @description Whether one answer may hold several tool calls. Allowed only beside `tools`.
             * @default true
             */
            parallel_tool_calls?: boolean;
            /**
             * @deprecated
             * @description Older name of `max_completion_tokens`; a body that sets both is refused.
             */
            max_tokens?: number | null;
            /** @description Most tokens to generate, hidden reasoning included. */
            max_completion_tokens?: number | null;
            /**
             * @description Number of answers to draw for the same prompt.
             * @default 1
             */
            n?: number | null;
            /** @description Up to four texts that end the answer where they would occur; they are not part of it. */
            stop?: string | string[] | null;
            /**
             * @description Spread of the draw; 0 takes the likeliest token each time.
             * @default 1
             */
            temperature?: number | null;
            /**
             * @description Share of the probability mass that the draw considers.
             * @default 1
             */
            top_p?: number | null;
            /**
             * @description Lowers the odds of every token that has been used at all.
             * @default 0
             */
            presence_penalty?: number | null;
            /**
             * @description Lowers the odds of a token in proportion to how often it has already been used.
             * @default 0
             */
            frequency_penalty?: number | null;
            /** @description Added to the logits of single tokens; keys are token ids written as text. */
            logit_bias?: {
                [key: string]: number;
            } | null;
            /**
             * @description Whether the answer tells the log probability of each of its tokens.
             * @default false
             */
            logprobs?: boolean | null;
            /** @description How many alternatives to tell for each token. Allowed only beside `"logprobs":true`. */
            top_logprobs?: number | null;
            /**
             * @deprecated
             * @description Former name of `safety_identifier` and `prompt_cache_key`.
             */
            user?: string;
            /**
             * Format: int64
             * @deprecated
             * @description Asks for a repeatable draw, as far as the service can give one.
             */
            seed?: number | null;
            response_format?: components["schemas"]["ResponseFormat"];
            /**
             * @description How much to think before answering. Each model takes some of these values.
             * @enum {string|null}
             */
            reasoning_effort?: "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max" | null;
            /** @description Stable pseudonym of the end user. */
            safety_identifier?: string | null;
            /** @description How the beginning of the prompt is cached. */
            prompt_cache_options?: {
                /** @enum {string} */
                mode?: "implicit" | "explicit";
                /** @enum {string} */
                ttl?: "30m";
            };
            /** @description Groups requests whose prompts begin alike. */
            prompt_cache_key?: string | null;
            /**
             * @deprecated
             * @description How long a cached beginning is kept. `in-memory` is what early clients send for `in_memory`.
             * @enum {string|null}
             */
            prompt_cache_retention?: "in_memory" | "in-memory" | "24h" | null;
            /**
             * @description Processing class; the answer names the one that was used.
             * @enum {string|null}
             */
            service_tier?: "auto" | "default" | "flex" | "scale" | "priority" | "fast" | null;
            /**
             * @description Whether the answer comes as an event stream. This key alone decides; the `Accept` header does not
             *     (SDKs send `application/json` there for both kinds).
             * @default false
             */
            stream?: boolean | null;
            /** @description Allowed only beside `"stream":true`. */
            stream_options?: components["schemas"]["StreamOptions"] | null;
            /**
             * @description Whether the service keeps the completion for later reading.
             * @default false
             */
            store?: boolean | null;
            /** @description Up to 16 labels, kept with a stored completion and echoed by it. */
            metadata?: {
                [key: string]: string;
            } | null;
            /** @description Text that the answer is expected to repeat for the most part. */
            prediction?: {
                /** @constant */
                type: "content";
                content: string | components["schemas"]["TextPart"][];
            } | null;
            /** @description Asks for the prompt, the answer or both to be rated. */
            moderation?: {
                model: string;
                policy?: {
                    input?: components["schemas"]["ModerationPolicy"] | null;
                    output?: components["schemas"]["ModerationPolicy"] | null;
                } | null;
            } | null;
            /**
             * @description How wordy the answer should be.
             * @enum {string|null}
             */
            verbosity?: "low" | "medium" | "high" | null;
            /** @description How spoken output sounds; needed when `modalities` contains `audio`. */
            audio?: {
                voice: string | components["schemas"]["VoiceId"];
                /** @enum {string} */
                format: "wav" | "aac" | "mp3" | "flac" | "opus" | "pcm16";
            } | null;
            /** @description Kinds of output wanted. */
            modalities?: ("text" | "audio")[] | null;
            /** @description Searches the web before answering, on models that can. */
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
             * @description Whether each event is padded so that its length tells nothing; on unless switched off.
             * @default true
             */
            include_obfuscation?: boolean;
            /**
             * @description Whether one more chunk, with no choices, brings the token counts at the end.
             * @default false
             */
            include_usage?: boolean;
        };
        /** @description One message; `role` says which kind. */
        Message: Tagged<components["schemas"]["SystemMessage"] | components["schemas"]["AssistantMessage"] | components["schemas"]["UserMessage"] | components["schemas"]["FunctionMessage"] | components["schemas"]["ToolMessage"] | components["schemas"]["DeveloperMessage"]>;
        /** @description Instructions of the application's author; newer models take it in place of `system`. */
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
        /** @description What the person says or shows. */
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
         * @description An earlier answer of the model, as it came. `content` may be absent when the answer was something else than text.
         *     The keys that only answers have (`annotations`, `reasoning_content`) are accepted, so that an answer can be sent
         *     back unchanged.
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
        /** @description What a tool returned for one call. */
        ToolMessage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            role: "tool";
            content: string | components["schemas"]["ToolContentPart"][];
            /** @description The `id` of the call that this answers. */
            tool_call_id: string;
            /** @description Name of the tool, which older clients send; the call's id already tells it. */
            name?: string;
        };
        /**
         * @deprecated
         * @description Former kind of `tool` message.
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
        /** @description Tells participants of the same role apart. */
        ParticipantName: string;
        TextContent: string | components["schemas"]["TextPart"][];
        /** @description A piece of a user's message; `type` says which kind. */
        UserContentPart: Tagged<components["schemas"]["TextPart"] | components["schemas"]["ImagePart"] | components["schemas"]["AudioPart"] | components["schemas"]["FilePart"]>;
        /** @description A piece of an earlier answer. */
        AssistantContentPart: Tagged<components["schemas"]["TextPart"] | components["schemas"]["RefusalPart"]>;
        /** @description A piece of a tool's result. Images work on some models only. */
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
                /** @description An `https:` address, or a `data:` URL with the base64 of a PNG, JPEG, GIF or WebP. */
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
                /** @description The recording in base64. */
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
                /** @description The file as a `data:` URL. */
                file_data?: string;
                /** @description A file uploaded before. */
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
        /** @description Ends a part of the prompt that is worth caching. */
        PromptCacheBreakpoint: {
            /** @constant */
            mode: "explicit";
            /** @enum {string} */
            ttl?: "30m" | "12h";
        };
        /** @description Something that the model may ask the client to do. */
        Tool: Tagged<components["schemas"]["FunctionTool"] | components["schemas"]["CustomTool"]>;
        /** @description A tool whose arguments are one JSON object. */
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
            /** @description JSON Schema of the arguments; absent when there are none. */
            parameters?: {
                [key: string]: unknown;
            };
            /**
             * @description Whether the arguments obey the schema without exception; narrows what the schema may use.
             * @default false
             */
            strict?: boolean | null;
        };
        /** @description A tool that takes free text. */
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
         * @description Whether tools are called: never, when useful, at least one, exactly the named one, or only some of the declared.
         *     Allowed only beside `tools`; without it the model decides.
         */
        ToolChoice: ("none" | "auto" | "required") | components["schemas"]["ToolChoiceObject"];
        ToolChoiceObject: Tagged<components["schemas"]["AllowedToolsChoice"] | components["schemas"]["NamedFunctionChoice"] | components["schemas"]["NamedCustomChoice"]>;
        /** @description A declared tool, by name. */
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
        /** @description Shape of the text that the model writes. */
        ResponseFormat: Tagged<components["schemas"]["TextFormat"] | components["schemas"]["JsonObjectFormat"] | components["schemas"]["JsonSchemaFormat"]>;
        TextFormat: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "text";
        };
        /** @description Any JSON object. Some message has to contain the word "json". */
        JsonObjectFormat: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "json_object";
        };
        /** @description JSON that follows a schema. */
        JsonSchemaFormat: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "json_schema";
            json_schema: {
                name: string;
                description?: string;
                /** @description JSON Schema of the answer. */
                schema?: {
                    [key: string]: unknown;
                };
                /** @default false */
                strict?: boolean | null;
            };
        };
        /** @description One call that the model made; `type` says of which kind of tool. */
        ToolCall: Tagged<components["schemas"]["FunctionToolCall"] | components["schemas"]["CustomToolCall"]>;
        FunctionToolCall: {
            /** @description Chosen by the service; names the call in the `tool` message that answers it. */
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
            /** @description The arguments as JSON text. A model may write text that is not JSON. */
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
        /** @description Where a statement of the answer comes from. */
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
         * @description Why the answer ended: by itself or at a stop text, at the token limit, to have tools called, by the content
         *     filter, or (legacy) to have a function called.
         * @enum {string}
         */
        FinishReason: "stop" | "length" | "tool_calls" | "content_filter" | "function_call";
        /** @description A whole answer. Keys in the order in which the service writes them. */
        ChatCompletion: {
            /** @description Names the answer; begins with `chatcmpl-` except where the model searched the web. */
            id: string;
            /** @constant */
            object: "chat.completion";
            created: components["schemas"]["AnswerTime"];
            /** @description The model that answered, which may be the dated snapshot of the one asked for. */
            model: string;
            choices: components["schemas"]["ChatCompletionChoice"][];
            usage?: components["schemas"]["Usage"] | null;
            /** @description The processing class that was used. */
            service_tier?: string | null;
            /** @description Names the configuration of the service; null on the newer models. */
            system_fingerprint?: string | null;
            /** @description The labels of a stored completion. */
            metadata?: {
                [key: string]: string;
            } | null;
            moderation?: components["schemas"]["Moderation"];
        };
        /** @description When the answer was begun, in Unix seconds. */
        AnswerTime: number;
        ChatCompletionChoice: {
            index: number;
            message: components["schemas"]["ChatCompletionMessage"];
            /** @description Null when not asked for; models that reason leave the key out. */
            logprobs?: components["schemas"]["ChoiceLogprobs"] | null;
            finish_reason: components["schemas"]["FinishReason"];
        };
        /** @description What the model says. */
        ChatCompletionMessage: {
            /** @constant */
            role: "assistant";
            /** @description Null when the answer is something else than text, for instance tool calls. */
            content: string | null;
            /** @description The thoughts before the answer, on models that show them. Not part of OpenAI's API. */
            reasoning_content?: string | null;
            /** @description Absent when there is none. */
            tool_calls?: components["schemas"]["ToolCall"][];
            /** @deprecated */
            function_call?: components["schemas"]["FunctionCall"] | null;
            /** @description Why the model declines; null when it does not. Answers of older models have no such key. */
            refusal?: string | null;
            annotations?: components["schemas"]["Annotation"][] | null;
            audio?: components["schemas"]["AnswerAudio"] | null;
        };
        /** @description Spoken output. */
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
        /** @description One token of the answer, with the likeliest alternatives. */
        TokenLogprob: {
            token: string;
            /** @description Natural logarithm of the probability; -9999 stands for very unlikely. */
            logprob: number;
            bytes: components["schemas"]["TokenBytes"];
            top_logprobs: components["schemas"]["TopLogprob"][];
        };
        TopLogprob: {
            token: string;
            logprob: number;
            bytes: components["schemas"]["TokenBytes"];
        };
        /** @description UTF-8 of the token, which may be a part of a character; null for a token without text. */
        TokenBytes: number[] | null;
        /** @description What is billed. The completion tokens include those of hidden reasoning. */
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
        /** @description Ratings that the request asked for. */
        Moderation: {
            input?: components["schemas"]["ModerationRating"];
            output?: components["schemas"]["ModerationRating"];
        } | null;
        ModerationRating: {
            /** @enum {string} */
            type: "moderation_results" | "error";
        } | null;
        /** @description A piece of a streamed answer. Keys in the order in which the service writes them. */
        ChatCompletionChunk: {
            id: string;
            /** @constant */
            object: "chat.completion.chunk";
            created: components["schemas"]["AnswerTime"];
            model: string;
            service_tier?: string | null;
            system_fingerprint?: string | null;
            /** @description Empty in the chunk with the usage. */
            choices: components["schemas"]["ChunkChoice"][];
            /** @description Only with `stream_options.include_usage`, and then null in all chunks but one. */
            usage?: components["schemas"]["Usage"] | null;
            moderation?: components["schemas"]["Moderation"];
            /** @description Random letters and digits that hide how long the rest is; unless `stream_options.include_obfuscation` is false. */
            obfuscation?: string;
        };
        ChunkChoice: {
            index: number;
            delta: components["schemas"]["Delta"];
            /** @description Of the tokens in this chunk; models that reason leave the key out. */
            logprobs?: components["schemas"]["ChoiceLogprobs"] | null;
            /** @description Null until the last chunk of the choice. */
            finish_reason?: components["schemas"]["FinishReason"] | null;
        };
        /** @description What is added to the message. */
        Delta: {
            /** @constant */
            role?: "assistant";
            content?: string | null;
            /** @description A piece of the thoughts, before any content. */
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
        /** @description The first delta of a call has everything but arguments; later ones have arguments only. */
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
        /** @description One event. It has data and nothing else. */
        StreamEvent: {
            data: string | "[DONE]";
        };
        /** @description The error envelope. */
        ErrorResponse: {
            error: components["schemas"]["ApiError"];
        };
        ApiError: {
            /** @description For people; some clients look for words in it. */
            message: string;
            /** @description Class of the error, `invalid_request_error` for nearly all. */
            type: string;
            /** @description Path of the faulty part of the body, such as `messages[0].role`. */
            param?: string | null;
            /** @description For programs. Gateways put the HTTP status here, as a number. */
            code?: string | number | null;
            /** @description What to do instead (gateways only; no client reads it). */
            fallback_suggestion?: string;
        };
        Model: {
            id: string;
            /** @constant */
            object: "model";
            /** @description In Unix seconds. */
            created: number;
            owned_by: string;
            /** @description When the model will be switched off. */
            shutdown_date?: string | null;
        };
        ModelList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Model"][];
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
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

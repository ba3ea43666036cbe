import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;

/** openai-java: one call of Chat Completions, one of Responses. */
public final class OpenAiJava {
  public static void main(String[] arguments) {
    OpenAIClient client = OpenAIOkHttpClient.fromEnv();
    String chat =
        client
            .chat()
            .completions()
            .create(
                ChatCompletionCreateParams.builder()
                    .model("gpt-4o-mini")
                    .addUserMessage("Repeat exactly: the ferry leaves at nine")
                    .build())
            .choices()
            .get(0)
            .message()
            .content()
            .orElse("");
    if (!chat.equals("the ferry leaves at nine")) throw new AssertionError(chat);
    String answer =
        client
            .responses()
            .create(
                ResponseCreateParams.builder()
                    .model("gpt-5.1")
                    .input("What is the capital of Norway?")
                    .build())
            .output()
            .stream()
            .flatMap(item -> item.message().stream())
            .flatMap(message -> message.content().stream())
            .flatMap(content -> content.outputText().stream())
            .map(text -> text.text())
            .reduce("", String::concat);
    if (!answer.contains("Oslo")) throw new AssertionError(answer);
    client.close();
  }
}

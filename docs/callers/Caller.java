// Scores an assessment over HTTP, with OkHttp (3.13 or newer).
//
//   java -cp okhttp.jar:okio.jar Caller.java http://127.0.0.1:8080 mine.jsonl
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

public class Caller {
  // Again after a lost connection and 503, five times in all; after 429 only where
  // the server says when (Retry-After).
  static class Retry implements Interceptor {
    private static final int ATTEMPTS = 5;

    @Override
    public Response intercept(Chain chain) throws IOException {
      for (int attempt = 1; ; ++attempt) {
        long pause = ThreadLocalRandom.current().nextLong(Math.min(2000, 100L << attempt));
        try {
          Response answer = chain.proceed(chain.request());
          long after = Long.parseLong(answer.header("Retry-After", "0"));
          boolean again = answer.code() == 503 || (answer.code() == 429 && after > 0);
          if (!again || attempt == ATTEMPTS) return answer;
          if (after > 0) pause = 1000 * after;
          answer.close();
        } catch (IOException lost) {
          if (attempt == ATTEMPTS) throw lost;
        }
        try {
          Thread.sleep(pause);
        } catch (InterruptedException stopped) {
          throw new IOException(stopped);
        }
      }
    }
  }

  public static void main(String[] args) throws IOException {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(new Retry())
            .readTimeout(6, TimeUnit.SECONDS)
            .build();
    byte[] assessment = Files.readAllBytes(Path.of(args[1]));
    Request.Builder request =
        new Request.Builder()
            .url(args[0] + "/cmmm.v1.ScoringService/Score")
            .header("Connect-Timeout-Ms", "5000")
            .post(RequestBody.create(MediaType.get("application/json"), assessment));
    String key = System.getenv("CMMM_KEY");
    if (key != null) request.header("Authorization", "Bearer " + key);
    int code = 1;
    try (Response answer = client.newCall(request.build()).execute()) {
      // A JSON library of yours reads it whole.
      String text = answer.body().string();
      Matcher level = Pattern.compile("\"level\":\\s*(\\d+)").matcher(text);
      if (answer.code() == 200 && level.find()) {
        System.out.println("level " + level.group(1));
        code = 0;
      } else {
        System.err.println(text);
      }
    } catch (IOException lost) {
      System.err.println("unavailable " + lost.getMessage());
    }
    System.exit(code);
  }
}

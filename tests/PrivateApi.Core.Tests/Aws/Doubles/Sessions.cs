using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Tests.Aws.Doubles;

/// <summary>Sessions that reach no network, and read no environment but their own.</summary>
internal static class Sessions
{
    public static AwsSession Open(HttpMessageHandler handler, string region = "eu-west-1", Pacer? pacer = null) =>
        AwsSession.Open(
            On(handler) with
            {
                Region = region,
                AccessKey = "AKIDTEST",
                SecretKey = "secret",
                Pacer = pacer ?? new Pacer(new InstantClock()),
            }
        );

    /// <summary>A session with a lab that listens, at the machine's own pace.</summary>
    public static AwsSession OnLab(EmbeddedAws lab) =>
        AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = lab.EndpointUrl,
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(TimeProvider.System),
            }
        );

    public static AwsConnection On(HttpMessageHandler? handler, params (string Name, string Value)[] environment) =>
        new()
        {
            Handler = handler,
            Variable = Environment(environment),
            Pacer = new Pacer(new InstantClock()),
        };

    /// <summary>An environment of these variables alone; the machine has no instance metadata.</summary>
    public static Func<string, string?> Environment(params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> known = variables.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        known.TryAdd("AWS_EC2_METADATA_DISABLED", "true");
        known.TryAdd("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials");
        return known.GetValueOrDefault;
    }
}

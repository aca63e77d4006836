using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>What a list of suggestions is valid for: a kind of resource, on a connection, within a scope.</summary>
internal sealed record SuggestionKey
{
    private static readonly string[] Variables = ["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION"];

    public SuggestionKey(Type kind, AwsConnection connection, IEnumerable<string> scope)
    {
        Kind = kind;

        // An access key distinguishes accounts as well as its secret does, and the secret must not be here.
        Connection = connection with
        {
            SecretKey = null,
            SessionToken = null,
        };
        Rest = string.Join('\n', [.. scope, .. Variables.Select(Environment.GetEnvironmentVariable)]);
    }

    public Type Kind { get; }

    public AwsConnection Connection { get; }

    public string Rest { get; }
}

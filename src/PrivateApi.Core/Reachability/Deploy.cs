using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>The command that deploys an API, which several checks end with.</summary>
internal static class Deploy
{
    /// <param name="restApiId">The API.</param>
    /// <param name="stageName">The stage; null where the reader has to choose one.</param>
    public static CommandLine To(string restApiId, string? stageName) =>
        CommandLine
            .ForCmdlet("Publish-PrivateApi")
            .With("RestApiId", restApiId)
            .With("StageName", stageName ?? CommandValue.Placeholder("name"));
}

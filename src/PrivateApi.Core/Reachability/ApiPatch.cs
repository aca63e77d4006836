using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>AWS Tools' command for what no cmdlet of ours changes about an API.</summary>
internal static class ApiPatch
{
    public static CommandLine Replace(string restApiId, string path, string value) =>
        CommandLine
            .ForCmdlet("Update-AGRestApi")
            .With("RestApiId", restApiId)
            .With("PatchOperation", CommandValue.Table(("Op", "replace"), ("Path", path), ("Value", value)));
}

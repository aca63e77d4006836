namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Environment variables of a function.</summary>
internal sealed class Environment
{
    public Dictionary<string, string>? Variables { get; set; }
}

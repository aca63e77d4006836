// Stand-ins with the shapes of types of another AWSSDK and of AWS Tools for PowerShell, as its source has them: a file
// of several small types, since they are only shapes.
namespace PrivateApi.Tests.Aws.Doubles;

/// <summary>Amazon.Runtime.ImmutableCredentials of another AWSSDK.Core.</summary>
internal sealed class TheirKeys(string access, string secret, string? token)
{
    public string AccessKey { get; } = access;

    public string SecretKey { get; } = secret;

    public string? Token { get; } = token;
}

/// <summary>Amazon.Runtime.AWSCredentials of 3.7 and 4: both ways to ask.</summary>
internal abstract class TheirCredentials
{
    public abstract TheirKeys GetCredentials();

    public virtual Task<TheirKeys> GetCredentialsAsync() => Task.FromResult(GetCredentials());
}

/// <summary>Temporary keys that change each time they are asked for.</summary>
internal sealed class TheirRole : TheirCredentials
{
    public int Asked { get; private set; }

    public Exception? Failure { get; init; }

    public override TheirKeys GetCredentials() => Failure is null ? new($"AKIDTHEIRS{++Asked}", "s", "t") : throw Failure;

    public override async Task<TheirKeys> GetCredentialsAsync()
    {
        await Task.Yield();
        return GetCredentials();
    }
}

/// <summary>Amazon.PowerShell.Common.AWSPSCredentials: what is inside is internal.</summary>
internal sealed class AWSPSCredentials(TheirCredentials credentials, string name)
{
    internal TheirCredentials Credentials { get; } = credentials;

    internal string Name { get; } = name;

    internal string Source { get; } = "Strings";

    public override string ToString() => Name;
}

/// <summary>System.Management.Automation.PSCredential.</summary>
internal sealed class TheirSignIn(string user, string password)
{
    public string UserName { get; } = user;

    public System.Net.NetworkCredential GetNetworkCredential() => new(UserName, password);
}

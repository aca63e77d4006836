using System.Management.Automation;
using System.Security;
using PrivateApi.Arguments.Completion;

namespace PrivateApi.Arguments;

/// <summary>The connection parameters of AWS Tools for PowerShell, which every cmdlet that talks to AWS has.</summary>
public abstract class ConnectionArguments : PSCmdlet
{
    /// <summary>Region system name, for instance eu-west-1.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [CellArgument]
    public string? Region { get; set; }

    /// <summary>Named profile of the shared credentials file.</summary>
    [Parameter]
    [Alias("StoredCredentials", "AWSProfileName")]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ProfileName { get; set; }

    /// <summary>Credentials file other than the default.</summary>
    [Parameter]
    [Alias("AWSProfilesLocation", "ProfilesLocation")]
    public string? ProfileLocation { get; set; }

    /// <summary>Access key; used with SecretKey.</summary>
    [Parameter]
    [Alias("AK")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? AccessKey { get; set; }

    /// <summary>Secret key, as text or SecureString; used with AccessKey.</summary>
    [Parameter]
    [Alias("SK", "SecretAccessKey")]
    [SecretArgument]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public SecureString? SecretKey { get; set; }

    /// <summary>Session token of temporary keys, as text or SecureString.</summary>
    [Parameter]
    [Alias("ST")]
    [SecretArgument]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public SecureString? SessionToken { get; set; }

    /// <summary>A credentials object, from AWS Tools or anything that has keys.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? Credential { get; set; }

    /// <summary>Anything that speaks the AWS protocols: the lab, moto, LocalStack.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Uri? EndpointUrl { get; set; }
}

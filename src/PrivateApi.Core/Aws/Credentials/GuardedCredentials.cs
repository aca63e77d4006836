using Amazon.Runtime;
using PrivateApi.Errors;

namespace PrivateApi.Aws.Credentials;

/// <summary>Turns failures while keys are fetched or refreshed into one sentence that says what to do.</summary>
internal sealed class GuardedCredentials(ResolvedCredentials resolved) : AWSCredentials
{
    public override DateTime? Expiration
    {
        get => resolved.Credentials.Expiration;
        set => resolved.Credentials.Expiration = value;
    }

    public override ImmutableCredentials GetCredentials()
    {
        try
        {
            return resolved.Credentials.GetCredentials();
        }
        catch (Exception e) when (Explain(e) is { } fault)
        {
            throw fault;
        }
    }

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        try
        {
            return await resolved.Credentials.GetCredentialsAsync();
        }
        catch (Exception e) when (Explain(e) is { } fault)
        {
            throw fault;
        }
    }

    private PrivateApiException? Explain(Exception e)
    {
        if (e is PrivateApiException or OperationCanceledException)
        {
            return e as PrivateApiException;
        }

        bool signIn =
            e is Amazon.SSO.Model.UnauthorizedException
            || (e is AmazonClientException && e.Message.Contains("SSO Token", StringComparison.OrdinalIgnoreCase));
        return signIn && resolved.Profile is { } profile ? ConnectionFault.SsoTokenExpired(profile.Name)
            : e is ProcessAWSCredentialException ? ConnectionFault.ProcessFailed(resolved.Source)
            : ConnectionFault.Refused(resolved.Source, e);
    }
}

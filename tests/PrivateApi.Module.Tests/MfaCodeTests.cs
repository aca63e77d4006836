namespace PrivateApi.Tests;

/// <summary>The code of an MFA device, asked for at a console.</summary>
public sealed class MfaCodeTests : IDisposable
{
    private readonly string _profiles = Path.GetTempFileName();

    public void Dispose() => File.Delete(_profiles);

    [Fact]
    public void The_code_of_an_MFA_device_is_asked_for_as_a_secret_and_shown_nowhere()
    {
        File.WriteAllText(
            _profiles,
            """
            [work]
            aws_access_key_id = AKIDWORK
            aws_secret_access_key = s

            [guarded]
            role_arn = arn:aws:iam::123456789012:role/guarded
            source_profile = work
            mfa_serial = arn:aws:iam::123456789012:mfa/ann
            """
        );
        AnsweringHost host = new("987654");
        using ModuleSession session = new(host);
        session.Run("$lab = Start-PrivateApiLab -Region eu-west-1");
        using LabWire lab = new(session);
        lab.Send(
            "iam",
            "POST",
            "/",
            "Action=CreateRole&RoleName=guarded&AssumeRolePolicyDocument="
                + Uri.EscapeDataString(
                    """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""
                )
        );
        session.Run(
            $"Get-PrivateApi -ProfileName guarded -ProfileLocation '{_profiles}' -EndpointUrl $lab.EndpointUrl -Region eu-west-1 -Verbose"
        );
        Assert.Contains("Code of MFA device arn:aws:iam::123456789012:mfa/ann", host.Written, StringComparison.Ordinal);
        Assert.DoesNotContain("987654", host.Written, StringComparison.Ordinal);
    }
}

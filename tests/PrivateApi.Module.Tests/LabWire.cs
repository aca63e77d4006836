using System.Text;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests;

/// <summary>Speaks AWS's wire formats to a session's lab, for what the module has no command for. The lab verifies no signature.</summary>
internal sealed class LabWire(ModuleSession session) : IDisposable
{
    private readonly HttpClient _client = new()
    {
        BaseAddress = new Uri(session.Run("(Get-PrivateApiLab).EndpointUrl.ToString()")[0].ToString()!),
    };

    public string Send(string service, string method, string path, string body, string? target = null)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path)
        {
            Content = new StringContent(
                body,
                Encoding.UTF8,
                service switch
                {
                    "apigateway" => "application/json",
                    "acm" => "application/x-amz-json-1.1",
                    _ => "application/x-www-form-urlencoded",
                }
            ),
        };
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=lab/20260101/eu-west-1/{service}/aws4_request, SignedHeaders=host, Signature=0"
        );
        request.Headers.Add("Accept", "application/json");
        if (target is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        }

        using HttpResponseMessage response = _client.Send(request, TestContext.Current.CancellationToken);
        using StreamReader reader = new(response.Content.ReadAsStream(TestContext.Current.CancellationToken));
        string text = reader.ReadToEnd();
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }

    /// <summary>A certificate of Certificate Manager, which the lab issues at once.</summary>
    public void RequestCertificate(string name) =>
        Send("acm", "POST", "/", $"{{\"DomainName\":\"{name}\"}}", "CertificateManager.RequestCertificate");

    /// <summary>A running instance that Systems Manager manages.</summary>
    public string NewInstance(string subnetId, string securityGroupId)
    {
        Send("iam", "POST", "/", "Action=CreateInstanceProfile&InstanceProfileName=caller");
        string made = Send(
            "ec2",
            "POST",
            "/",
            $"Action=RunInstances&ImageId=ami-0123456789abcdef0&MinCount=1&MaxCount=1&SubnetId={subnetId}&SecurityGroupId.1={securityGroupId}&IamInstanceProfile.Name=caller"
        );
        string id = Regex.Match(made, "<instanceId>(i-[0-9a-f]+)<").Groups[1].Value;
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                    Send("ec2", "POST", "/", $"Action=DescribeInstances&InstanceId.1={id}")
                        .Contains("<name>running<", StringComparison.Ordinal),
                TimeSpan.FromSeconds(30)
            ),
            "The instance does not run."
        );
        return id;
    }

    public void Dispose() => _client.Dispose();
}

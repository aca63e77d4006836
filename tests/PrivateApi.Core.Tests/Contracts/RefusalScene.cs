using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Calls.Lambda;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Tests.Contracts;

/// <summary>A lab asked over the bare wire, and the code of what it answers.</summary>
internal sealed partial class RefusalScene : IDisposable
{
    private readonly EmbeddedAws _lab;
    private readonly HttpClient _http;

    public RefusalScene(LabOptions? options = null)
    {
        _lab = new EmbeddedAws(options ?? new LabOptions { PendingTime = TimeSpan.Zero, RoleTime = TimeSpan.Zero });
        _http = new HttpClient(_lab.CreateHandler()) { BaseAddress = new Uri("http://lab/") };
    }

    /// <summary>The access key that signs.</summary>
    public string Key { get; set; } = "lab";

    /// <summary>An id of EC2's last answer.</summary>
    public static string Id(string answer, string prefix) => Regex.Match(answer, $"{prefix}-[0-9a-f]{{17}}").Value;

    public Task<string> Ec2Async(string form) => QueryAsync("ec2", form + "&Version=2016-11-15");

    public Task<string> IamAsync(string form) => QueryAsync("iam", form + "&Version=2010-05-08");

    public Task<string> ApiAsync(HttpMethod method, string path, string? body = null) => SendAsync("apigateway", method, path, body);

    public Task<string> LambdaAsync(HttpMethod method, string path, string? body = null) =>
        SendAsync("lambda", method, "/2015-03-31/functions" + path, body);

    /// <summary>A call of the services that say the operation in a header.</summary>
    public Task<string> TargetAsync(string service, string target, string body) =>
        SendAsync(service, HttpMethod.Post, "/", body, target, "application/x-amz-json-1.1");

    public Task<string> QueryAsync(string service, string form) =>
        SendAsync(service, HttpMethod.Post, "/", form, type: "application/x-www-form-urlencoded");

    public Task<string> GetAsync(string service, string path) => SendAsync(service, HttpMethod.Get, path, null);

    public Task<string> Route53Async(HttpMethod method, string path, string body) =>
        SendAsync("route53", method, "/2013-04-01" + path, body, type: "application/xml");

    /// <summary>The path of a new private hosted zone of a VPC.</summary>
    public async Task<string> ZoneAsync(string vpc)
    {
        string made = await Route53Async(
            HttpMethod.Post,
            "/hostedzone",
            $"<CreateHostedZoneRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Name>a.internal</Name>{InVpc(vpc)}"
                + "<CallerReference>a</CallerReference></CreateHostedZoneRequest>"
        );
        return Regex.Match(made, "/hostedzone/Z[A-Z0-9]+").Value;
    }

    /// <summary>A VPC as Route 53 names it.</summary>
    public static string InVpc(string vpc) => $"<VPC><VPCRegion>eu-west-1</VPCRegion><VPCId>{vpc}</VPCId></VPC>";

    /// <summary>Changes one A record of a zone.</summary>
    public Task<string> RecordAsync(string zone, string action) =>
        Route53Async(
            HttpMethod.Post,
            zone + "/rrset",
            "<ChangeResourceRecordSetsRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><ChangeBatch><Changes><Change>"
                + $"<Action>{action}</Action><ResourceRecordSet><Name>b.a.internal</Name><Type>A</Type><TTL>60</TTL><ResourceRecords>"
                + "<ResourceRecord><Value>10.0.0.4</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></Change></Changes>"
                + "</ChangeBatch></ChangeResourceRecordSetsRequest>"
        );

    public async Task<string> VpcAsync() => Id(await Ec2Async("Action=CreateVpc&CidrBlock=10.0.0.0/16"), "vpc");

    public async Task<string> SubnetAsync(string vpc, int number = 0, string zone = "eu-west-1a") =>
        Id(await Ec2Async($"Action=CreateSubnet&VpcId={vpc}&CidrBlock=10.0.{number}.0/24&AvailabilityZone={zone}"), "subnet");

    public async Task<string> GroupAsync(string vpc, string name) =>
        Id(await Ec2Async($"Action=CreateSecurityGroup&VpcId={vpc}&GroupName={name}&GroupDescription=x"), "sg");

    /// <summary>An endpoint for execute-api, with private DNS or without.</summary>
    public Task<string> EndpointAsync(string vpc, string more) =>
        Ec2Async($"Action=CreateVpcEndpoint&VpcId={vpc}&VpcEndpointType=Interface&ServiceName=com.amazonaws.eu-west-1.execute-api&{more}");

    public async Task<string> PrivateApiAsync() =>
        (string)
            JsonNode.Parse(await ApiAsync(HttpMethod.Post, "/restapis", """{"name":"a","endpointConfiguration":{"types":["PRIVATE"]}}"""))![
                "id"
            ]!;

    public Task<string> RoleAsync(string name) =>
        IamAsync(
            $"Action=CreateRole&RoleName={name}&AssumeRolePolicyDocument="
                + Uri.EscapeDataString(
                    """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""
                )
        );

    public Task<string> FunctionAsync(string name, string role) =>
        LambdaAsync(
            HttpMethod.Post,
            string.Empty,
            JsonSerializer.Serialize(
                new
                {
                    FunctionName = name,
                    Runtime = "python3.13",
                    Handler = ProbePackage.Handler,
                    Role = "arn:aws:iam::123456789012:role/" + role,
                    Code = new { ZipFile = ProbePackage.CreateZip() },
                }
            )
        );

    public void Dispose()
    {
        _http.Dispose();
        _lab.Dispose();
    }

    /// <summary>A success as it is; a refusal behind its code.</summary>
    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return text;
        }

        string? type = response.Headers.TryGetValues("x-amzn-ErrorType", out IEnumerable<string>? types)
            ? types.First().Split(':')[0]
            : null;
        string code =
            type ?? (Code().Match(text) is { Success: true } xml ? xml.Groups[1].Value : (string?)JsonNode.Parse(text)?["__type"] ?? "?");
        return $"{code.Split('#')[^1]} {text}";
    }

    private async Task<string> SendAsync(
        string service,
        HttpMethod method,
        string path,
        string? body,
        string? target = null,
        string type = "application/json"
    )
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={Key}/20261122/eu-west-1/{service}/aws4_request, SignedHeaders=host, Signature=0"
        );
        if (target is not null)
        {
            request.Headers.Add("X-Amz-Target", target);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        using HttpResponseMessage response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await TextAsync(response);
    }

    [GeneratedRegex("<Code>([^<]+)</Code>")]
    private static partial Regex Code();
}

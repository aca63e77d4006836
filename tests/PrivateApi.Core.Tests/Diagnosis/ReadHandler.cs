using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// Stands between a session and the lab, counts calls by operation, and denies those it is told to, as each service words it.
/// </summary>
internal sealed partial class ReadHandler(HttpMessageHandler inner, params string[] denied) : DelegatingHandler(inner)
{
    private static readonly (string Pattern, string Operation)[] Paths =
    [
        ("^/restapis$", "GetRestApis"),
        ("^/restapis/[a-z0-9]+$", "GetRestApi"),
        ("^/restapis/[a-z0-9]+/stages$", "GetStages"),
        ("/exports/", "GetExport"),
        ("/deployments/", "GetDeployment"),
        ("/resources$", "GetResources"),
        ("^/restapis/[a-z0-9]+/authorizers$", "GetAuthorizers"),
        ("^(/v2)?/vpclinks/", "GetVpcLink"),
        ("^/domainnames$", "GetDomainNames"),
        ("^/domainnames/[^/]+$", "GetDomainName"),
        ("^/domainnames/[^/]+/basepathmappings$", "GetBasePathMappings"),
        ("^/domainnameaccessassociations$", "GetDomainNameAccessAssociations"),
        ("^/apikeys$", "GetApiKeys"),
        ("^/usageplans$", "GetUsagePlans"),
        ("^/2015-03-31/functions/.*/configuration$", "GetFunctionConfiguration"),
        ("^/2015-03-31/functions/.*/policy$", "GetPolicy"),
        ("/hostedzonesbyvpc$", "ListHostedZonesByVPC"),
        ("/rrset$", "ListResourceRecordSets"),
        ("/hostedzone/[A-Z0-9]+$", "GetHostedZone"),
        ("^/profileassociations$", "ListProfileAssociations"),
        ("^/profileresourceassociations/", "ListProfileResourceAssociations"),
    ];

    private readonly ConcurrentDictionary<string, int> _count = new();

    /// <summary>Calls by operation.</summary>
    public IReadOnlyDictionary<string, int> Count => _count;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        string operation = OperationOf(request, body);
        _count.AddOrUpdate(operation, 1, (_, count) => count + 1);
        return denied.Contains(operation) ? Denial(request, operation) : await base.SendAsync(request, cancellationToken);
    }

    private static string OperationOf(HttpRequestMessage request, string body) =>
        ActionName().Match(body) is { Success: true } action ? action.Groups[1].Value
        : request.Headers.TryGetValues("X-Amz-Target", out IEnumerable<string>? target) ? target.First().Split('.')[1]
        : Paths.FirstOrDefault(item => Regex.IsMatch(request.RequestUri!.AbsolutePath, item.Pattern)).Operation
            ?? $"{request.Method} {request.RequestUri!.AbsolutePath}";

    /// <summary>
    /// The wording of EC2's and Route 53's XML and of the JSON services ("Troubleshoot access denied error messages", IAM user
    /// guide).
    /// </summary>
    private static HttpResponseMessage Denial(HttpRequestMessage request, string operation)
    {
        const string user = "User: arn:aws:iam::123456789012:user/reader is not authorized to perform: ";
        return operation switch
        {
            _ when operation.StartsWith("Describe", StringComparison.Ordinal)
                    || operation is "GetManagedPrefixListEntries" or "SearchTransitGatewayRoutes" => Xml(
                "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized to perform this operation. "
                    + user
                    + "ec2:"
                    + operation
                    + "</Message></Error></Errors><RequestID>11111111-2222-3333-4444-555555555555</RequestID></Response>"
            ),
            "ListHostedZonesByVPC" or "ListResourceRecordSets" or "GetHostedZone" => Xml(
                "<ErrorResponse "
                    + "xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>"
                    + user
                    + "route53:"
                    + operation
                    + "</Message></Error><RequestId>11111111-2222-3333-4444-555555555555</RequestId></ErrorResponse>"
            ),
            _ when request.Headers.Contains("X-Amz-Target") => Json(
                HttpStatusCode.BadRequest,
                "{\"__type\":\"AccessDeniedException\",\"Message\":\"" + user + ServiceOf(request) + ":" + operation + "\"}"
            ),
            _ => Json(HttpStatusCode.Forbidden, "{\"message\":\"" + user + operation + "\"}"),
        };
    }

    private static string ServiceOf(HttpRequestMessage request) =>
        request.Headers.GetValues("X-Amz-Target").First().StartsWith("AWSWAF", StringComparison.Ordinal) ? "wafv2" : "route53resolver";

    private static HttpResponseMessage Xml(string text) =>
        new(HttpStatusCode.Forbidden) { Content = new StringContent(text, Encoding.UTF8, "text/xml") };

    private static HttpResponseMessage Json(HttpStatusCode status, string text)
    {
        HttpResponseMessage response = new(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
        response.Headers.Add("x-amzn-ErrorType", "AccessDeniedException");
        return response;
    }

    [GeneratedRegex("(?:^|&)Action=([A-Za-z0-9]+)")]
    private static partial Regex ActionName();
}

using PrivateApi.Model;

namespace PrivateApi.Tests.Street;

/// <summary>
/// What people really reported: the list that docs/diagnosis.md shows. The numbers are those of the collection of 45 from which these are
/// taken; the others show nothing that these do not.
/// </summary>
internal static class Reports
{
    private const string GitHub = "https://github.com/";
    private const string Center = "https://repost.aws/knowledge-center/";

    public static IReadOnlyList<Report> All { get; } =
    [
        new(1, "private DNS of the endpoint takes a public API's name", ("re:Post", Center + "api-gateway-vpc-connections"))
        {
            Check = CheckName.PublicApiShadowed,
            Explanation = "ApiPublic",
        },
        new(
            2,
            "the same, and the API is another account's",
            ("reburnreport", "https://reburnreport.news.blog/2019/05/28/troubleshooting-aws-vpc-connectivity")
        )
        {
            Check = CheckName.ApiIsPrivate,
            Explanation = "ApiPublic",
            Open = "one of three causes that this account cannot tell apart",
        },
        new(
            3,
            "private DNS will cut off public APIs once it is on",
            ("st-g.de", "https://st-g.de/2019/07/be-careful-with-aws-private-api-gateway-endpoints")
        )
        {
            Otherwise = "New- and Set-PrivateApiEndpoint list them and ask first",
        },
        new(
            4,
            "private DNS takes a public custom domain whose record is a CNAME",
            ("DoiT", "https://c.doit.com/blog/accessing-private-and-public-apis-from-within-a-vpc-via-api-gateway")
        )
        {
            Check = CheckName.PublicApiShadowed,
        },
        new(5, "private DNS takes a WebSocket API's name", Thread("aws/aws-sdk-go-v2", 1534)) { Check = CheckName.PublicApiShadowed },
        new(6, "an HTTP API cannot be private", Thread("terraform-aws-modules/terraform-aws-apigateway-v2", 6))
        {
            Check = CheckName.ApiIsPrivate,
        },
        new(8, "private DNS is off, so that only the alias resolves", Thread("CloudSnorkel/cdk-github-runners", 325))
        {
            Check = CheckName.NameResolves,
            Explanation = "PrivateDnsDisabled",
        },
        new(
            9,
            "on-premises servers have no inbound resolver to forward to, or it is closed on port 53",
            ("re:Post", Center + "direct-connect-private-api-gateway")
        )
        {
            Check = CheckName.NameResolves,
            Explanation = "NameServerUnreachable",
        },
        new(
            10,
            "private DNS does not apply in a peered VPC",
            ("Sentia", "https://www.sentiatechblog.com/connecting-to-a-private-api-gateway-over-vpn-or-vpc-peering")
        )
        {
            Check = CheckName.NameResolves,
        },
        new(11, "the client sends the endpoint's own name as Host", Thread("awslabs/aws-api-gateway-developer-portal", 75))
        {
            Check = CheckName.RequestHost,
            Explanation = "ApiUnknown",
        },
        new(12, "a preflight cannot carry x-apigw-api-id", Thread("aws-amplify/amplify-js", 6514))
        {
            Check = CheckName.RequestHost,
            Explanation = "PreflightRefused",
        },
        new(13, "the signature is made for another host", Thread("okigan/awscurl", 68), Thread("aws/aws-sdk-ruby", 2339))
        {
            Check = CheckName.MethodAuthorization,
            Explanation = "SignatureWrong",
        },
        new(
            15,
            "an Authorization header meets an endpoint policy of one's own",
            ("cheo.dev", "https://blog.cheo.dev/til/aws-apigw-vpce-authorization")
        )
        {
            Check = CheckName.EndpointPolicy,
            Explanation = "AuthorizationHeaderRead",
        },
        new(16, "API and endpoint are in two accounts", Thread("aws-samples/aws-cross-account-private-api-demo", 1))
        {
            Check = CheckName.ApiIsPrivate,
        },
        new(
            19,
            "no resource policy, so no deployment",
            Thread("hashicorp/terraform-provider-aws", 14290),
            Thread("aws/serverless-application-model", 3764)
        )
        {
            Check = CheckName.StageDeployed,
            Explanation = "PolicyMissing",
        },
        new(21, "aws:SourceIp in the policy of a private API", Thread("awsdocs/amazon-api-gateway-developer-guide", 51))
        {
            Check = CheckName.ResourcePolicy,
        },
        new(23, "the zone of a subnet does not have the service", Thread("aws/aws-cdk", 4912))
        {
            Explanation = "ServiceUnavailable",
            Otherwise = "New-PrivateApiEndpoint chooses other zones, and refuses the subnet when it is named",
        },
        new(24, "the load balancer in front has no certificate for the name", Thread("aws-samples/serverless-samples", 72))
        {
            Check = CheckName.LoadBalancer,
            Explanation = "CertificateNameWrong",
        },
        new(
            25,
            "the load balancer in front forwards its own Host, or to addresses that the endpoint has no more",
            ("Cloudar", "https://cloudar.be/awsblog/cloudartotherescue-how-to-use-custom-domain-names-on-a-private-rest-api-gateway/"),
            ("transcendcode", "https://dev.transcendcode.com/blog/alb-api-gateway-pattern"),
            ("Sentia", "https://www.sentiatechblog.com/connecting-to-a-private-api-gateway-over-vpn-or-vpc-peering")
        )
        {
            Check = CheckName.LoadBalancer,
        },
        new(31, "the URL has no stage", Thread("aws/aws-sdk-php", 1955)) { Check = CheckName.StageDeployed, Explanation = "StageUnknown" },
        new(32, "the load balancer behind the VPC link has no healthy target", Thread("aws/apprunner-roadmap", 193))
        {
            Check = CheckName.Integration,
            Explanation = "IntegrationUnreachable",
        },
        new(
            35,
            "no identity policy of the signer allows the call",
            Thread("aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock", 598)
        )
        {
            Check = CheckName.MethodAuthorization,
            Explanation = "IdentityPolicyDenied",
        },
        new(36, "the endpoint's security group is closed", Thread("rubyonjets/jets", 339))
        {
            Check = CheckName.EndpointIngress,
            Explanation = "EndpointFirewallBlocks",
        },
        new(37, "the API key is in no usage plan of the stage", Thread("amplify-education/serverless-domain-manager", 321))
        {
            Check = CheckName.ApiKey,
            Explanation = "ApiKeyRefused",
        },
        new(38, "OPTIONS demands an API key", Thread("api3dao/airnode", 1357)) { Check = CheckName.ApiKey },
        new(39, "the endpoint's policy does not allow the call", ("re:Post", Center + "api-gateway-access-denied"))
        {
            Check = CheckName.EndpointPolicy,
            Explanation = "EndpointPolicyDenied",
        },
        new(40, "a web ACL blocks the address", Thread("amplify-education/serverless-domain-manager", 321))
        {
            Check = CheckName.WebAcl,
            Explanation = "WebAclBlocked",
        },
        new(
            41,
            "a private custom domain of another account is shared",
            ("modernisation-platform", GitHub + "ministryofjustice/modernisation-platform-environments/pull/17206")
        )
        {
            Check = CheckName.DomainAssociated,
        },
        new(42, "the caller is in another Region", Thread("aws-samples/serverless-patterns", 2478)) { Check = CheckName.NameResolves },
        new(
            43,
            "an own private zone covers the name and has no wildcard",
            (
                "AWS blog",
                "https://aws.amazon.com/blogs/networking-and-content-delivery/"
                    + "integrating-aws-transit-gateway-with-aws-privatelink-and-amazon-route-53-resolver/"
            )
        )
        {
            Check = CheckName.NameResolves,
        },
        new(45, "the VPC's DHCP options name servers of one's own", Thread("aws/containers-roadmap", 22))
        {
            Check = CheckName.NameResolves,
            Explanation = "NameServerUnreachable",
        },
    ];

    public static Report Of(int number) => All.Single(report => report.Number == number);

    private static (string Name, string Url) Thread(string repository, int number) =>
        ($"{repository[(repository.IndexOf('/', StringComparison.Ordinal) + 1)..]} #{number}", $"{GitHub}{repository}/issues/{number}");
}

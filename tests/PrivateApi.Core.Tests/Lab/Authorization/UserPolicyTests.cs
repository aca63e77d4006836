using System.Text;
using System.Text.Json;
using PrivateApi.Lab;
using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.ControlPlane.Authorization;
using PrivateApi.Lab.Hosting;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.Authorization;

/// <summary>A lab that holds its users to their policies, as boto3 meets it. The words are those that AWS was recorded to answer.</summary>
public sealed class UserPolicyTests
{
    [Fact]
    public async Task A_user_may_do_what_its_policies_allow_and_each_service_refuses_the_rest_in_its_own_words()
    {
        using EmbeddedAws lab = new(new LabOptions { EnforceIam = true, PendingTime = TimeSpan.Zero });
        JsonElement told = await Peer.BotoAsync("iam_users.py", lab.Listen());
        string user = told.GetProperty("user").GetString()!;
        Assert.Equal("arn:aws:iam::123456789012:user/alice", user);

        // IAM user guide, "Troubleshoot access denied error messages".
        string Text(string action, string resource) =>
            $"User: {user} is not authorized to perform: {action} on resource: {resource} because no "
            + $"identity-based policy allows the {action} action";
        Expect(
            told,
            "ec2",
            "UnauthorizedOperation",
            403,
            "You are not authorized to perform this operation. " + Text("ec2:DescribeVpcs", "*")
        );
        Expect(
            told,
            "ec2dry",
            "UnauthorizedOperation",
            403,
            "You are not authorized to perform this operation. " + Text("ec2:CreateVpc", "arn:aws:ec2:eu-west-1:123456789012:vpc/*")
        );
        Expect(told, "apigateway", "AccessDeniedException", 403, Text("apigateway:GET", "arn:aws:apigateway:eu-west-1::/restapis"));
        Expect(told, "lambda", "AccessDeniedException", 403, Text("lambda:ListFunctions", "*"));
        Expect(told, "iam", "AccessDenied", 403, Text("iam:GetRole", "arn:aws:iam::123456789012:role/some"));
        Expect(told, "ssm", "AccessDeniedException", 400, Text("ssm:DescribeInstanceInformation", "*"));
        Expect(
            told,
            "logs",
            "AccessDeniedException",
            400,
            Text("logs:FilterLogEvents", "arn:aws:logs:eu-west-1:123456789012:log-group:/some/group:log-stream:")
        );
        Expect(told, "route53", "AccessDenied", 403, Text("route53:ListHostedZones", "*"));
        Expect(told, "resolver", "AccessDeniedException", 400, Text("route53resolver:ListResolverRules", "*"));
        const string profile = "arn:aws:route53profiles:eu-west-1:123456789012:profile/rp-1";
        Expect(told, "profiles", "AccessDeniedException", 400, Text("route53profiles:ListProfileResourceAssociations", profile));
        Expect(told, "associate", "AccessDeniedException", 400, Text("route53profiles:AssociateProfile", profile));
        Expect(told, "ec2unknown", "AuthFailure", 401, "AWS was not able to validate the provided access credentials");
        Expect(told, "stsunknown", "InvalidClientTokenId", 403, "The security token included in the request is invalid.");
        Expect(told, "apigatewayunknown", "UnrecognizedClientException", 403, "The security token included in the request is invalid.");
    }

    [Fact]
    public async Task Tags_at_birth_passed_roles_sessions_and_denials_are_asked_for_as_AWS_asks()
    {
        using EmbeddedAws lab = new(new LabOptions { EnforceIam = true, PendingTime = TimeSpan.Zero });
        JsonElement told = await Peer.BotoAsync("iam_users.py", lab.Listen());
        string vpc = $"arn:aws:ec2:eu-west-1:123456789012:vpc/{told.GetProperty("vpc").GetString()}";
        Names(told, "untagged", "ec2:CreateTags on resource: arn:aws:ec2:eu-west-1:123456789012:vpc/*");
        Names(told, "tagslater", $"ec2:CreateTags on resource: {vpc}");
        Names(told, "foreign", $"ec2:DeleteVpc on resource: {vpc}");
        Names(told, "passrole", $"iam:PassRole on resource: {told.GetProperty("role").GetString()}");
        Names(
            told,
            "session",
            "User: arn:aws:sts::123456789012:assumed-role/runner/session is not authorized to perform: "
                + "apigateway:POST on resource: arn:aws:apigateway:eu-west-1::/restapis"
        );
        Names(
            told,
            "deny",
            "apigateway:GET on resource: arn:aws:apigateway:eu-west-1::/restapis with an explicit deny in an identity-based policy"
        );
        Names(told, "deletedkey", "The security token included in the request is invalid.");
    }

    [Fact]
    public async Task Without_the_switch_nobody_is_asked_for_a_policy()
    {
        using EmbeddedAws lab = new();
        (int exit, string output, string error) = await Peer.AwsCliAsync(lab.Listen(), "ec2", "describe-vpcs", "--query", "length(Vpcs)");
        Assert.True(exit == 0, error);
        Assert.Equal("1", output.Trim());
    }

    // Service Authorization Reference, "Amazon API Gateway Management" (and V2) and "Amazon Route 53 Resolver".
    [Theory]
    [InlineData(
        "PATCH /domainnames/a.example.com?domainNameId=x1",
        """{"patchOperations":[{"op":"replace","path":"/policy","value":"{}"}]}""",
        "apigateway:PATCH GW:123456789012:/domainnames/a.example.com+x1|"
            + "apigateway:UpdateDomainNamePolicy GW:123456789012:/domainnames/a.example.com+x1"
    )]
    [InlineData(
        "PATCH /domainnames/a.example.com?domainNameId=x1",
        """{"patchOperations":[{"op":"replace","path":"/managementPolicy","value":"{}"}]}""",
        "apigateway:PATCH GW:123456789012:/domainnames/a.example.com+x1|"
            + "apigateway:UpdateDomainNameManagementPolicy GW:123456789012:/domainnames/a.example.com+x1"
    )]
    [InlineData("GET /domainnames/a.example.com", "", "apigateway:GET GW::/domainnames/a.example.com")]
    [InlineData(
        "POST /domainnames",
        """{"domainName":"a.example.com","policy":"{}"}""",
        "apigateway:POST GW::/domainnames|apigateway:UpdateDomainNamePolicy GW::/domainnames"
    )]
    [InlineData(
        "POST /domainnameaccessassociations",
        """{"domainNameArn":"the-name","accessAssociationSource":"vpce-1"}""",
        "apigateway:POST GW:123456789012:/domainnameaccessassociations|apigateway:CreateAccessAssociation the-name"
    )]
    [InlineData("POST /rejectdomainnameaccessassociations?domainNameArn=the-name", "", "apigateway:RejectAccessAssociation the-name")]
    [InlineData(
        "PUT /v2/domainnames/a.example.com/routingrules/r1?domainNameId=x1",
        "{}",
        "apigateway:UpdateRoutingRule GW:123456789012:/domainnames/a.example.com+x1/routingrules/r1"
    )]
    [InlineData("ListResolverRules", "{}", "route53resolver:ListResolverRules *")]
    [InlineData("TagResource", """{"ResourceArn":"the-rule"}""", "route53resolver:TagResource the-rule")]
    [InlineData(
        "AssociateResolverRule",
        """{"ResolverRuleId":"rr-1","VPCId":"vpc-1"}""",
        "route53resolver:AssociateResolverRule RSLVR:resolver-rule/rr-1|ec2:DescribeVpcs *"
    )]
    [InlineData(
        "DisassociateResolverEndpointIpAddress",
        """{"ResolverEndpointId":"in-1"}""",
        "route53resolver:DisassociateResolverEndpointIpAddress RSLVR:resolver-endpoint/in-1|"
            + "ec2:DeleteNetworkInterface EC2:network-interface/*|ec2:DescribeNetworkInterfaces *"
    )]
    [InlineData(
        "CreateResolverEndpoint",
        """{"IpAddresses":[{"SubnetId":"subnet-1"},{"SubnetId":"subnet-1"}],"SecurityGroupIds":["sg-1"]}""",
        "route53resolver:CreateResolverEndpoint RSLVR:resolver-endpoint/*|ec2:CreateNetworkInterface EC2:network-interface/*|"
            + "ec2:CreateNetworkInterface EC2:subnet/subnet-1|ec2:CreateNetworkInterface EC2:security-group/sg-1|"
            + "ec2:DescribeNetworkInterfaces *|ec2:DescribeSecurityGroups *|ec2:DescribeSubnets *|ec2:DescribeVpcs *"
    )]
    public void Domain_names_and_resolvers_are_asked_for_by_the_actions_and_resources_of_the_reference(
        string request,
        string body,
        string permissions
    )
    {
        string[] parts = request.Split(' ', '?');
        bool isResolver = parts.Length == 1;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase) { ["X-Amz-Target"] = "Route53Resolver." + request };
        ServiceCall call = new(
            new LabStore(new LabOptions()),
            new LabRequest
            {
                Method = isResolver ? "POST" : parts[0],
                Host = "localhost",
                RawPath = isResolver ? "/" : parts[1],
                RawQuery = parts.Length > 2 ? parts[2] : string.Empty,
                Headers = headers,
                Body = Encoding.UTF8.GetBytes(body),
            },
            "123456789012",
            "eu-west-1",
            "lab"
        );
        Assert.Equal(
            permissions
                .Replace("GW:", "arn:aws:apigateway:eu-west-1:", StringComparison.Ordinal)
                .Replace("RSLVR:", "arn:aws:route53resolver:eu-west-1:123456789012:", StringComparison.Ordinal)
                .Replace("EC2:", "arn:aws:ec2:eu-west-1:123456789012:", StringComparison.Ordinal)
                .Split('|'),
            RequiredPermissions
                .For(isResolver ? "route53resolver" : "apigateway", call)
                .Select(permission => $"{permission.Action} {permission.Resource}")
        );
    }

    private static void Expect(JsonElement told, string name, string code, int status, string message)
    {
        JsonElement refusal = told.GetProperty("refusals").GetProperty(name);
        Assert.Equal(
            (code, status, message),
            (refusal.GetProperty("code").GetString(), refusal.GetProperty("status").GetInt32(), refusal.GetProperty("message").GetString())
        );
    }

    private static void Names(JsonElement told, string name, string text) =>
        Assert.Contains(text, told.GetProperty("refusals").GetProperty(name).GetProperty("message").GetString(), StringComparison.Ordinal);
}

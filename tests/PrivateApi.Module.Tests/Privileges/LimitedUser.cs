using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Privileges;

/// <summary>A session whose commands act as a user of the lab that has these policies and nothing else.</summary>
internal sealed class LimitedUser : IDisposable
{
    private const string Name = "engineer";

    private readonly LabWire _wire;

    /// <summary>Starts a lab that enforces policies, makes the user, and makes its key the connection of every command.</summary>
    public LimitedUser(params string[] policies)
    {
        Inside = new LabInside(
            Assert.Single(
                Session.Run(
                    "Start-PrivateApiLab -Region eu-west-1 -EnforceIam -NoDefault -PendingTime 0 "
                        + "-DeletingTime 0 -FunctionInterfaceTime 0 -RoleTime 0"
                )
            )
        );
        _wire = new LabWire(Session);
        _wire.Send("iam", "POST", "/", $"Action=CreateUser&UserName={Name}");
        string key = Regex
            .Match(_wire.Send("iam", "POST", "/", $"Action=CreateAccessKey&UserName={Name}"), "<AccessKeyId>(.+?)<")
            .Groups[1]
            .Value;
        Give(policies);
        UseKey(key);
    }

    public ModuleSession Session { get; } = new();

    public LabInside Inside { get; }

    /// <summary>Makes these the user's policies; the others are taken away.</summary>
    public void Give(params string[] policies)
    {
        foreach (
            Match attached in Regex.Matches(
                _wire.Send("iam", "POST", "/", $"Action=ListAttachedUserPolicies&UserName={Name}"),
                "<PolicyArn>(.+?)<"
            )
        )
        {
            string arn = Uri.EscapeDataString(attached.Groups[1].Value);
            _wire.Send("iam", "POST", "/", $"Action=DetachUserPolicy&UserName={Name}&PolicyArn={arn}");
            _wire.Send("iam", "POST", "/", $"Action=DeletePolicy&PolicyArn={arn}");
        }

        for (int i = 0; i < policies.Length; i++)
        {
            // CreatePolicy refuses what is too long for a managed policy.
            string made = _wire.Send(
                "iam",
                "POST",
                "/",
                $"Action=CreatePolicy&PolicyName=p{i}&PolicyDocument={Uri.EscapeDataString(policies[i])}"
            );
            _wire.Send(
                "iam",
                "POST",
                "/",
                $"Action=AttachUserPolicy&UserName={Name}&PolicyArn={Uri.EscapeDataString(Regex.Match(made, "<Arn>(.+?)<").Groups[1].Value)}"
            );
        }
    }

    /// <summary>The user's commands act as the lab's own user, who may do everything.</summary>
    public void UseKey(string key) =>
        Session.Run(
            $$"""
            $url = (Get-PrivateApiLab).EndpointUrl
            $said = @{ EndpointUrl = $url; AccessKey = '{{key}}'; SecretKey = 'secret'; Region = 'eu-west-1' }
            foreach ($name in $said.Keys) { $PSDefaultParameterValues["*-PrivateApi*:$name"] = $said[$name] }
            """
        );

    /// <summary>An instance in the network that $network names, for calls through Systems Manager.</summary>
    public string NewInstance() =>
        _wire.NewInstance(Session.Run("$network.SubnetId[0]")[0].ToString()!, Session.Run("$network.SecurityGroupId")[0].ToString()!);

    /// <summary>A certificate that the user finds.</summary>
    public void NewCertificate(string name) => _wire.RequestCertificate(name);

    /// <summary>What carries our tag or our name, as the lab's own user sees it.</summary>
    public IReadOnlyList<string> Left()
    {
        string[] kinds = ["Vpcs", "Subnets", "SecurityGroups", "RouteTables", "InternetGateways", "VpcEndpoints"];
        return
        [
            .. kinds.Where(kind =>
                _wire.Send("ec2", "POST", "/", $"Action=Describe{kind}").Contains("privateapi:name", StringComparison.Ordinal)
            ),
            .. _wire.Send("iam", "POST", "/", "Action=ListRoles").Contains("privateapi-probe-", StringComparison.Ordinal)
                ? ["Roles"]
                : Array.Empty<string>(),
            .. _wire.Send("lambda", "GET", "/2015-03-31/functions", "").Contains("privateapi-probe-", StringComparison.Ordinal)
                ? ["Functions"]
                : Array.Empty<string>(),
            .. _wire.Send("apigateway", "GET", "/restapis", "").Contains("privateapi:name", StringComparison.Ordinal)
                ? ["RestApis"]
                : Array.Empty<string>(),
        ];
    }

    /// <summary>All errors as one text, for a message or a search.</summary>
    public static string Text(ScriptResult result) =>
        string.Join('\n', result.Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}").Concat(result.Warnings));

    public void Dispose()
    {
        _wire.Dispose();
        Session.Dispose();
    }
}

using CsCheck;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Tests.Policy;

public sealed class SettledPolicyTests
{
    private static readonly string[] Addresses =
    [
        "10.0.0.7",
        "10.0.1.9",
        "10.1.2.3",
        "192.0.2.44",
        "203.0.113.5",
        "2001:db8::1",
        "fd00::7",
    ];

    [Fact]
    public void What_is_settled_without_an_address_is_so_for_every_address()
    {
        int settled = 0,
            open = 0;
        Gen.Select(RandomPolicy.Policy, RandomPolicy.Request)
            .Sample(
                (policy, request) =>
                {
                    AccessRequest without = With(request, null);
                    if (SettledPolicy.For(policy, without, PolicyUse.Resource, ["aws:VpcSourceIp"]) is not { } found)
                    {
                        Interlocked.Increment(ref open);
                        return;
                    }

                    Interlocked.Add(ref settled, ReferenceEquals(found, policy) ? 0 : 1);
                    Effect effect = PolicyEvaluator.Evaluate(found, without).Effect;
                    Assert.All(Addresses, address => Assert.Equal(effect, PolicyEvaluator.Evaluate(policy, With(request, address)).Effect));
                },
                iter: 5_000
            );
        Assert.True(settled > 100 && open > 100, $"{settled} settled, {open} open");
    }

    [Fact]
    public void A_policy_that_does_not_ask_for_what_is_open_stays_as_it_is()
    {
        PolicyDocument policy = PolicyTemplates.SourceVpce("vpce-1");
        Assert.Same(policy, SettledPolicy.For(policy, new AccessRequest { Resource = "*" }, PolicyUse.Resource, ["aws:VpcSourceIp"]));
    }

    private static AccessRequest With(AccessRequest request, string? address)
    {
        RequestKeys keys = [];
        foreach (KeyValuePair<string, IReadOnlyList<string>> key in request.Context.Where(key => key.Key != "aws:VpcSourceIp"))
        {
            if (key.Key == "aws:PrincipalOrgPaths")
            {
                keys.Add(key.Key, key.Value);
            }
            else
            {
                keys.Add(key.Key, key.Value[0]);
            }
        }

        keys.Add("aws:VpcSourceIp", address);
        return new AccessRequest
        {
            Principal = request.Principal,
            Resource = request.Resource,
            Context = keys,
        };
    }
}

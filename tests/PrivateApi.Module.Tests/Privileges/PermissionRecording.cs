using System.Text;

namespace PrivateApi.Tests.Privileges;

/// <summary>What every scene asked for, recorded once for all tests on a lab that enforces policies.</summary>
internal static class PermissionRecording
{
    /// <summary>PetStore by another definition, with one more path.</summary>
    public const string PetsWithOneMore = """
        openapi: 3.0.1
        info: { title: PetStore, version: '2' }
        paths:
          /more:
            get:
              responses: { '200': { description: OK } }
              x-amazon-apigateway-integration: { type: mock, requestTemplates: { application/json: '{"statusCode": 200}' }, responses: { default: { statusCode: '200' } } }
        """;

    private static readonly Lazy<IReadOnlyList<(PermissionScene Scene, IReadOnlyList<LabQuestion> Questions)>> Once = new(Record);

    public static IReadOnlyList<(PermissionScene Scene, IReadOnlyList<LabQuestion> Questions)> All => Once.Value;

    /// <summary>The policy for all scenes that belong to one of the ready ones.</summary>
    public static string Policy(string name) =>
        PermissionDocument.Write(
            PermissionEntry.Of(All.Where(item => item.Scene.Policies.Contains(name)).SelectMany(item => item.Questions))
        );

    /// <summary>The tables of the page: a heading for each command, a table for each way to use it.</summary>
    public static string Tables()
    {
        StringBuilder text = new();
        foreach (
            IGrouping<string, (PermissionScene Scene, IReadOnlyList<LabQuestion> Questions)> command in All.GroupBy(item =>
                    item.Scene.Command
                )
                .OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            text.Append($"### {command.Key}\n\n");
            foreach ((PermissionScene scene, IReadOnlyList<LabQuestion> questions) in command)
            {
                if (scene.Option.Length > 0)
                {
                    text.Append($"{char.ToUpperInvariant(scene.Option[0])}{scene.Option[1..]}:\n\n");
                }

                text.Append("| Action | Resource | Condition |\n|---|---|---|\n");
                foreach (PermissionEntry entry in PermissionEntry.Of(questions))
                {
                    string condition = string.Join(
                        "<br>",
                        entry.Condition.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(test => $"`{test}`")
                    );
                    text.Append(
                        $"| `{entry.Action}` | `{entry.Resource}` | {condition} |\n".Replace("|  |", "| |", StringComparison.Ordinal)
                    );
                }

                text.Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static List<(PermissionScene Scene, IReadOnlyList<LabQuestion> Questions)> Record()
    {
        using ModuleSession session = new();
        LabInside inside = new(
            Assert.Single(
                session.Run(
                    "$lab = Start-PrivateApiLab -Region eu-west-1 -EnforceIam -PendingTime 0 -DeletingTime 0 "
                        + "-FunctionInterfaceTime 0 -RoleTime 0; $lab"
                )
            )
        );
        session.Set("definition", PetsWithOneMore);
        using (LabWire wire = new(session))
        {
            wire.RequestCertificate("*.example.com");
        }

        List<(PermissionScene Scene, IReadOnlyList<LabQuestion> Questions)> all = [];
        bool hasInstance = false;
        ForeignAccount? foreign = null;
        foreach (PermissionScene scene in PermissionScene.All)
        {
            if (scene.Script.Contains("$instance", StringComparison.Ordinal) && !hasInstance)
            {
                hasInstance = true;
                using LabWire wire = new(session);
                session.Set(
                    "instance",
                    wire.NewInstance(
                        session.Run("$network.SubnetId[0]")[0].ToString()!,
                        session.Run("$network.SecurityGroupId")[0].ToString()!
                    )
                );
            }

            if (scene.Script.StartsWith("$endpoint | Remove", StringComparison.Ordinal))
            {
                // A function to be taken away with the endpoint, and no instance that would keep its subnet.
                session.Run(
                    "$other = $endpoint | New-PrivateApi -Name Other -Sample PetStore -StageName demo; "
                        + "$null = $other | Invoke-PrivateApi -Path /pets -Via Lambda; $other | Remove-PrivateApi -Force"
                );
                using LabWire wire = new(session);
                wire.Send("ec2", "POST", "/", $"Action=TerminateInstances&InstanceId.1={session.Run("$instance")[0]}");
            }

            scene.Before?.Invoke(foreign ??= new ForeignAccount(session));
            List<LabQuestion> questions = [];
            inside.Hear(question =>
            {
                lock (questions)
                {
                    questions.Add(question);
                }
            });
            session.Run(scene.Script);
            inside.Hear(null);
            Assert.NotEmpty(questions);
            all.Add((scene, questions));
        }

        foreign?.Dispose();
        return all;
    }
}

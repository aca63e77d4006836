# What build.ps1 -Task Docs does to the help that PlatyPS writes, as XML and not as text; tests pin each of it.

# What Get-Help about_* shows is plain text; its form is that of PowerShell's own topics.
function ConvertTo-AboutLine {
    param([string] $Line)
    switch -Regex ($Line) {
        '^# (.+)' { 'TOPIC'; "    $($Matches[1])"; break }
        '^## (.+)' { $Matches[1].ToUpperInvariant(); break }
        '^### (.+)' { "    $($Matches[1].ToUpperInvariant())"; break }
        '^$' { ''; break }
        default { "    $Line" }
    }
}

# PlatyPS 1.0.3 leaves example code in the introduction, fences and all, and adds paragraphs of U+0080.
function Repair-Example {
    param([xml] $Help)
    foreach ($example in $Help.GetElementsByTagName('command:example')) {
        $introduction = $example['maml:introduction']
        foreach ($paragraph in @($introduction.ChildNodes)) {
            $text = $paragraph.InnerText
            $null = $introduction.RemoveChild($paragraph)
            if ($text -match '(?s)^```\w*\r?\n(.*?)\r?\n?```$') { $example['dev:code'].InnerText = $Matches[1] }
            elseif ($text.Trim([char] 0x80).Trim()) { $null = $example['dev:remarks'].AppendChild($paragraph) }
        }
    }

    foreach ($paragraph in @($Help.GetElementsByTagName('maml:para') | Where-Object { -not $_.InnerText.Trim([char] 0x80).Trim() })) {
        $null = $paragraph.ParentNode.RemoveChild($paragraph)
    }
}

# PlatyPS 1.0.3 leaves out default values, and says in the syntax that nothing can be piped.
function Repair-Parameter {
    param([xml] $Help, [object[]] $Page)
    foreach ($command in $Help.GetElementsByTagName('command:command')) {
        $parameters = @{}
        foreach ($parameter in ($Page | Where-Object Title -EQ $command.details.name).Parameters) { $parameters[$parameter.Name] = $parameter }
        foreach ($element in $command.GetElementsByTagName('command:parameter')) {
            $parameter = $parameters[$element['maml:name'].InnerText]
            if ($parameter.DefaultValue) {
                $element.AppendChild($Help.CreateElement('dev', 'defaultValue', $element.GetNamespaceOfPrefix('dev'))).InnerText = $parameter.DefaultValue
            }
        }

        foreach ($item in $command.GetElementsByTagName('command:syntaxItem')) {
            foreach ($element in $item.GetElementsByTagName('command:parameter')) {
                $described = $command.parameters.parameter | Where-Object name -EQ $element.name
                $element.SetAttribute('pipelineInput', $described.pipelineInput)
            }
        }
    }
}

# A page's file name leads nowhere from a prompt, and an online version needs an address.
function Repair-Link {
    param([xml] $Help)
    foreach ($link in @($Help.GetElementsByTagName('maml:navigationLink'))) {
        $address = $link['maml:uri']
        if ($address.InnerText -like '*.md') { $address.IsEmpty = $true }
        elseif (-not $address.InnerText) { $null = $link.ParentNode.RemoveChild($link) }
    }
}

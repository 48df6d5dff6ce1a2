// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { App } from "./app";
import { dress } from "./parts/shell";
import { follow } from "./url";
import "./style/base.css";
import "./style/parts.css";
import "./style/views.css";

dress();
follow();
render(<App />, document.getElementById("app") as HTMLElement);
